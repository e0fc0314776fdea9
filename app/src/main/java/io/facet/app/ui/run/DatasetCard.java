package io.facet.app.ui.run;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Which images are to be run. */
final class DatasetCard extends VBox {
    private final Texts texts;
    private final Workshop workshop;
    private final RunSetup setup;
    private final MenuButton change;
    private final VBox empty;
    private final VBox chosen;
    private final VBox recents;
    private final Label path = Parts.label("", "mono");
    private final Label counts = Parts.label("", "text-small", "text-strong");
    private final Label hint;
    private final Label problem = Parts.sentence("", "text-small");
    private final HBox problemBox;
    private final ProgressBar drawing = new ProgressBar(0);
    private final Strip strip;
    private List<Path> shownRecents = List.of();

    DatasetCard(
            Workshop workshop, Names names, RunSetup setup, Thumbnails thumbnails, Runnable choose, Runnable sample) {
        this.workshop = workshop;
        this.texts = workshop.texts();
        this.setup = setup;
        getStyleClass().addAll("facet-card", "padded");
        setSpacing(8);
        setId("datasetCard");
        change = new MenuButton(texts.get("run.dataset.change"), Icons.of(Feather.FOLDER, "icon-small"));
        change.setId("changeDataset");
        change.getStyleClass().addAll("flat", "small-height");
        MenuItem other = new MenuItem(texts.get("run.dataset.choose"));
        other.setOnAction(e -> choose.run());
        MenuItem drawn = new MenuItem(texts.get("run.sample"));
        drawn.setOnAction(e -> sample.run());
        change.getItems().setAll(other, drawn);
        strip = new Strip(thumbnails, names);
        hint = new Label(texts.get("run.dataset.drop-hint"), Icons.of(Feather.DOWNLOAD, "icon-small"));
        hint.getStyleClass().addAll("text-caption", "text-muted");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        path.setId("datasetPath");
        counts.setId("datasetCounts");
        problem.setId("datasetProblem");
        Button again = Parts.button("chooseAnother", texts.get("run.dataset.another"), Feather.FOLDER, choose, "small");
        problemBox = new HBox(8, Icons.of(Feather.ALERT_TRIANGLE), new VBox(8, problem, again));
        problemBox.getStyleClass().addAll("notice", "danger");
        drawing.setMaxWidth(Double.MAX_VALUE);
        recents = new VBox(2);
        empty = emptyZone(choose);
        chosen = new VBox(8, pathField(), strip, counts, hint);
        HBox head = Parts.row(8, Parts.label(texts.get("run.dataset"), "card-title"), Parts.spring(), change);
        head.setMinHeight(24);
        getChildren().setAll(head, empty, recents, drawing, chosen, problemBox);
    }

    private VBox emptyZone(Runnable choose) {
        Button button = new Button(texts.get("run.dataset.choose"));
        button.setId("chooseFolder");
        button.getStyleClass().add("small");
        button.setOnAction(e -> choose.run());
        Label drop = new Label(texts.get("run.dataset.drop"), Icons.of(Feather.FOLDER, "icon-large", "icon-accent"));
        drop.setContentDisplay(ContentDisplay.TOP);
        drop.getStyleClass().addAll("medium", "text-strong");
        VBox zone =
                new VBox(8, drop, Parts.label(texts.get("run.dataset.shape"), "text-caption", "text-muted"), button);
        zone.setAlignment(Pos.CENTER);
        zone.setPadding(new Insets(20, 8, 20, 8));
        zone.getStyleClass().addAll("drop-zone", "inviting");
        return zone;
    }

    private HBox pathField() {
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        HBox field = new HBox(
                Icons.of(Feather.FOLDER, "icon-small"),
                path,
                Parts.iconButton("openDataset", texts.get("run.dataset.open"), Feather.EXTERNAL_LINK, () -> {
                    Path folder = setup.now().get().dataset();
                    if (folder != null) {
                        workshop.desktop().open(folder);
                    }
                }));
        field.getStyleClass().add("path-field");
        return field;
    }

    void show(Setup now) {
        Path folder = now.dataset();
        boolean drawn = !Double.isNaN(now.drawing());
        boolean broken = !now.problem().isEmpty();
        Parts.show(change, folder != null && !now.locked() && !drawn);
        Parts.show(empty, folder == null && !drawn);
        Parts.show(recents, folder == null && !drawn && !now.recent().isEmpty());
        Parts.show(chosen, folder != null && !drawn);
        Parts.show(drawing, drawn);
        Parts.show(problemBox, broken);
        Parts.show(strip, !broken && !now.counts().samples().isEmpty());
        Parts.show(counts, !broken);
        Parts.show(hint, !now.locked() && !broken);
        drawing.setProgress(drawn ? now.drawing() : 0);
        problem.setText(now.problem());
        if (!now.recent().equals(shownRecents)) {
            showRecents(now.recent());
        }
        if (folder != null) {
            String text = Paths.shown(folder);
            if (!text.equals(path.getText())) {
                path.setText(text);
                path.setTooltip(new Tooltip(folder.toString()));
            }
            counts.setText(counted(now.counts()));
            strip.show(folder, now.counts().samples());
        }
    }

    private String counted(Dataset.Counts c) {
        if (c.counting()) {
            return texts.get("run.dataset.counting", Figures.count(c.images()));
        }
        String unusable =
                c.unusable() == 0 ? "" : " · " + texts.get("run.dataset.unusable", Figures.count(c.unusable()));
        return texts.get(
                        "run.dataset.counts",
                        Figures.count(c.images(), "image", "images"),
                        Figures.count(c.labels(), "label", "labels"),
                        Figures.bytes(c.bytes()))
                + unusable;
    }

    private void showRecents(List<Path> paths) {
        shownRecents = paths;
        recents.getChildren().setAll(Parts.label(texts.get("run.dataset.recent"), "text-caption", "text-muted"));
        change.getItems().remove(2, change.getItems().size());
        int number = 0;
        for (Path recent : paths.stream().limit(5).toList()) {
            Button button = Parts.button(
                    "recent" + number++,
                    Paths.shown(recent),
                    Feather.CLOCK,
                    () -> setup.choose(recent),
                    "flat",
                    "extra-small",
                    "icon-small",
                    "mono");
            button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            button.setMinWidth(0);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setTooltip(new Tooltip(recent.toString()));
            recents.getChildren().add(button);
            MenuItem item = new MenuItem(Paths.shown(recent));
            item.setMnemonicParsing(false);
            item.setOnAction(e -> setup.choose(recent));
            change.getItems().add(item);
        }
    }
}
