package io.facet.app.ui.run;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private final BooleanSupplier locked;
    private final Consumer<Path> dropped;
    private final Label line = new Label("", Icons.of(Feather.FOLDER, "icon-large"));
    private final StackPane zone = new StackPane(line);

    DropTarget(StackPane page, Texts texts, Notices notices, BooleanSupplier locked, Consumer<Path> dropped) {
        this.texts = texts;
        this.notices = notices;
        this.locked = locked;
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
        boolean fits = fits(event.getDragboard().getFiles());
        zone.setVisible(true);
        zone.pseudoClassStateChanged(OK, fits);
        zone.pseudoClassStateChanged(BAD, !fits);
        line.setText(texts.get(locked.getAsBoolean() ? "run.drop.locked" : fits ? "run.drop.ok" : "run.drop.bad"));
        if (event.getEventType() == DragEvent.DRAG_OVER) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
        }
    }

    private boolean fits(List<File> files) {
        return !locked.getAsBoolean() && files.size() == 1 && files.getFirst().isDirectory();
    }

    private void drop(DragEvent event) {
        zone.setVisible(false);
        event.setDropCompleted(take(event.getDragboard().getFiles()));
        event.consume();
    }

    /** Takes what was dropped, if it is a folder and no run goes on. */
    boolean take(List<File> files) {
        if (locked.getAsBoolean()) {
            notices.tell(Notices.Kind.WARNING, texts.get("run.drop.locked"));
            return false;
        }
        if (!fits(files)) {
            notices.tell(Notices.Kind.WARNING, texts.get("run.drop.bad"));
            return false;
        }
        dropped.accept(files.getFirst().toPath());
        return true;
    }
}
