package io.facet.app.ui.run;

import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** Lets a folder be dropped anywhere on a page. */
final class DropTarget {
    private static final PseudoClass OK = PseudoClass.getPseudoClass("drop-ok");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("drop-bad");

    private final Texts texts;
    private final Notices notices;
    private final Background background;
    private final Supplier<String> refusal;
    private final Consumer<Path> dropped;
    private final Label line = new Label("", Icons.of(Feather.FOLDER, "icon-large"));
    private final StackPane zone = new StackPane(line);
    private boolean fits;

    /**
     * Covers {@code page} while something is dragged over it.
     *
     * @param refusal key of the text that says why nothing can be dropped now; empty if it can
     */
    DropTarget(
            StackPane page,
            Texts texts,
            Background background,
            Notices notices,
            Supplier<String> refusal,
            Consumer<Path> dropped) {
        this.texts = texts;
        this.notices = notices;
        this.background = background;
        this.refusal = refusal;
        this.dropped = dropped;
        zone.getStyleClass().addAll("drop-zone", "drop-cover");
        zone.setVisible(false);
        zone.setMouseTransparent(true);
        zone.setId("dropZone");
        line.setContentDisplay(ContentDisplay.TOP);
        line.getStyleClass().add("title-4");
        line.setAlignment(Pos.CENTER);
        page.getChildren().add(zone);
        page.setOnDragEntered(this::over);
        page.setOnDragOver(this::over);
        page.setOnDragExited(e -> zone.setVisible(false));
        page.setOnDragDropped(this::drop);
    }

    private void over(DragEvent event) {
        if (!event.getDragboard().hasFiles()) {
            return;
        }
        if (event.getEventType() == DragEvent.DRAG_ENTERED) {
            look(event.getDragboard().getFiles());
        }
        String why = refusal.get();
        boolean taken = why.isEmpty() && fits;
        zone.setVisible(true);
        zone.pseudoClassStateChanged(OK, taken);
        zone.pseudoClassStateChanged(BAD, !taken);
        line.setText(texts.get(taken ? "run.drop.ok" : why.isEmpty() ? "run.drop.bad" : why));
        if (event.getEventType() == DragEvent.DRAG_OVER) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
        }
    }

    /** Asks the disk once when something comes, and not while it is moved about. */
    private void look(List<File> files) {
        fits = files.size() == 1;
        if (fits) {
            background
                    .task(() -> files.getFirst().isDirectory())
                    .onSuccess(folder -> fits = folder)
                    .start();
        }
    }

    private void drop(DragEvent event) {
        zone.setVisible(false);
        event.setDropCompleted(take(event.getDragboard().getFiles()));
        event.consume();
    }

    /** Takes what was dropped, if it is a folder and none is locked. Returns whether it may be one. */
    boolean take(List<File> files) {
        String why = refusal.get();
        if (!why.isEmpty() || files.size() != 1) {
            refuse(why.isEmpty() ? "run.drop.bad" : why);
            return false;
        }
        Path folder = files.getFirst().toPath();
        background
                .task(() -> Files.isDirectory(folder))
                .onSuccess(there -> {
                    if (there) {
                        dropped.accept(folder);
                    } else {
                        refuse("run.drop.bad");
                    }
                })
                .start();
        return true;
    }

    private void refuse(String key) {
        notices.tell(Notices.Kind.WARNING, texts.get(key));
    }
}
