package io.facet.app.ui.run;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.Switch;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The rows as they are written. */
final class CsvCard extends VBox {
    private static final PseudoClass NEWEST = PseudoClass.getPseudoClass("newest");
    private static final double LINE = 20;
    private static final double NARROW = 720;

    private final Texts texts;
    private final CsvPreview preview;
    private final Names names;
    private final ListView<CsvLine> list = new ListView<>();
    private final Switch follow;
    private final Label name = Parts.label("", "mono", "text-muted");
    private final Label size = Parts.label("", "pill", "small");
    private final Label header = Parts.label("", "mono", "text-muted");
    private final HBox headerRow;
    private boolean active;
    private @Nullable CsvLine shownLast;

    CsvCard(Workshop workshop, Names names, CsvPreview preview) {
        this.texts = workshop.texts();
        this.preview = preview;
        this.names = names;
        names.listen(list::refresh);
        getStyleClass().addAll("facet-card", "clipped");
        setMinHeight(84);
        setPrefHeight(172);
        list.setId("csvLines");
        list.setAccessibleText(texts.get("run.csv"));
        list.getStyleClass().add("code-list");
        list.setFixedCellSize(LINE);
        list.setItems(preview.lines());
        list.setCellFactory(l -> new LineCell());
        list.setPlaceholder(Parts.label(texts.get("run.csv.none"), "text-muted", "text-small"));
        VBox.setVgrow(list, Priority.ALWAYS);
        header.textProperty().bind(preview.header());
        headerRow = Parts.row(14, number("1"), header);
        headerRow.getStyleClass().add("csv-head");
        follow = new Switch("", texts.get("run.csv.auto"), on -> shownLast = null);
        follow.setId("autoScroll");
        follow.show(true);
        name.setId("csvName");
        size.setId("csvSize");
        Button folder = button("csvFolder", "run.csv.folder", Feather.FOLDER, () -> reveal(workshop));
        Button copy = button("csvCopy", "run.csv.copy", Feather.COPY, () -> copy(workshop));
        setMinWidth(0);
        widthProperty().addListener((o, was, is) -> {
            ContentDisplay display = is.doubleValue() < NARROW ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
            folder.setContentDisplay(display);
            copy.setContentDisplay(display);
        });
        HBox head = Parts.row(
                8,
                Parts.label(texts.get("run.csv"), "card-title"),
                name,
                size,
                Parts.spring(),
                Parts.label(texts.get("run.csv.auto"), "text-small", "text-muted"),
                follow,
                folder,
                copy);
        head.getStyleClass().addAll("card-header", "small-header");
        getChildren().setAll(head, headerRow, list);
    }

    private Button button(String id, String key, Feather icon, Runnable action) {
        Button button = Parts.button(id, texts.get(key), icon, action, "flat", "extra-small", "icon-small");
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        return button;
    }

    private static Label number(String text) {
        Label number = Parts.label(text, "text-muted");
        number.setMinWidth(44);
        number.setPrefWidth(44);
        number.setAlignment(Pos.CENTER_RIGHT);
        return number;
    }

    private void reveal(Workshop workshop) {
        Path file = preview.file();
        if (file != null) {
            workshop.desktop().reveal(file);
        }
    }

    private void copy(Workshop workshop) {
        Path file = preview.file();
        if (file != null) {
            workshop.desktop().copy(file.toString());
            workshop.notices().tell(Notices.Kind.INFO, texts.get("shell.copied", file));
        }
    }

    /** Not at the moment at which lines come: the list knows of them only after its next layout. */
    private void scroll() {
        if (!follow.isSelected() || preview.lines().isEmpty()) {
            return;
        }
        CsvLine last = preview.lines().getLast();
        if (!last.equals(shownLast)) {
            shownLast = last;
            list.scrollTo(preview.lines().size() - 1);
        }
    }

    /** Takes over how things stand. */
    void refresh(Progress progress) {
        active = progress.active();
        scroll();
        preview.refresh();
        Path file = preview.file();
        name.setText(file == null ? "" : String.valueOf(file.getFileName()));
        Parts.show(size, progress.state() != null);
        Parts.show(headerRow, !preview.header().get().isEmpty());
        size.setText(texts.get(
                "run.csv.size", Figures.count(progress.rows(), "row", "rows"), Figures.bytes(progress.bytes())));
    }

    private final class LineCell extends ListCell<CsvLine> {
        private final Label line = number("");
        private final Label label = Parts.label("", "text-accent");
        private final Label rest = Parts.label("");
        private final HBox values = new HBox(label, rest);
        private final HBox box = Parts.row(14, line, values);

        LineCell() {
            setPrefWidth(0);
            label.setMinWidth(USE_PREF_SIZE);
            values.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable CsvLine item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setGraphic(item == null || empty ? null : box);
            pseudoClassStateChanged(
                    NEWEST,
                    active && item != null && getIndex() == preview.lines().size() - 1);
            if (item != null) {
                line.setText(Figures.count(item.number()));
                CsvLine shown = names.hidden() ? item.without(Names.HIDDEN) : item;
                int end = shown.labelEnd();
                label.setText(shown.text().substring(0, end));
                rest.setText(shown.text().substring(end));
            }
        }
    }
}
