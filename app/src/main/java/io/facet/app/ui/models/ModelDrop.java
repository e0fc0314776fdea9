package io.facet.app.ui.models;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** Lets files of models be dropped anywhere on a page, and says before what would follow. Window's thread only. */
final class ModelDrop {
    private static final PseudoClass OK = PseudoClass.getPseudoClass("drop-ok");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("drop-bad");

    private final Texts texts;
    private final Label line = new Label("", Icons.of(Feather.BOX, "icon-large"));
    private final StackPane zone = new StackPane(line);

    ModelDrop(StackPane page, Texts texts, ModelFiles files) {
        this.texts = texts;
        zone.getStyleClass().addAll("drop-zone", "drop-cover");
        zone.setMouseTransparent(true);
        zone.setId("models-drop");
        Show.when(zone, false);
        line.setContentDisplay(ContentDisplay.TOP);
        line.getStyleClass().addAll("title-4", "models-drop-line");
        line.setAlignment(Pos.CENTER);
        page.getChildren().add(zone);
        page.setOnDragEntered(this::over);
        page.setOnDragOver(this::over);
        page.setOnDragExited(e -> left());
        page.setOnDragDropped(e -> {
            left();
            e.setDropCompleted(files.take(e.getDragboard().getFiles()));
            e.consume();
        });
    }

    private void over(DragEvent event) {
        if (!event.getDragboard().hasFiles()) {
            return;
        }
        show(event.getDragboard().getFiles());
        if (event.getEventType() == DragEvent.DRAG_OVER) {
            // Also what does not fit: its drop is answered with what does.
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    /** Says what dropping these would do. */
    void show(List<File> dragged) {
        Optional<Path> file = ModelFiles.first(dragged);
        zone.pseudoClassStateChanged(OK, file.isPresent());
        zone.pseudoClassStateChanged(BAD, file.isEmpty());
        line.setText(file.map(f -> texts.get(
                        ModelFiles.kind(f).equals(Optional.of(ModelFiles.Kind.ONNX))
                                ? "models.drop.onnx"
                                : "models.drop.weights",
                        f.getFileName()))
                .orElseGet(() -> texts.get("models.drop.bad")));
        Show.when(zone, true);
    }

    /** Nothing is dragged over the page any more. */
    void left() {
        Show.when(zone, false);
    }
}
