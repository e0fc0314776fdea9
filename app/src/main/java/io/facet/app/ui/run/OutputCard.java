package io.facet.app.ui.run;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where the rows go, and what becomes of rows that are there. */
final class OutputCard extends VBox {
    /** What needs the page. */
    interface Actions {
        void chooseFile();

        void overwrite();
    }

    private final Texts texts;
    private final RunSetup setup;
    private final Actions actions;
    private final Label path = Parts.label("", "mono");
    private final Button change;
    private final HBox chips = Parts.row(8);
    private final Label title = Parts.sentence("", "semibold");
    private final Label text = Parts.sentence("");
    private final HBox buttons = Parts.row(8);
    private final HBox notice;
    private final FontIcon icon = Icons.of(Feather.REFRESH_CW);
    private OutputNotice shown = new OutputNotice.Nothing();
    private boolean shownRetry;
    private boolean shownLocked;
    private final Map<String, ToggleButton> formats = new LinkedHashMap<>();
    private final ProgressBar exportBar = new ProgressBar(0);
    private final HBox export;
    private boolean showing;

    OutputCard(Workshop workshop, RunSetup setup, Actions actions) {
        this.texts = workshop.texts();
        this.setup = setup;
        this.actions = actions;
        getStyleClass().addAll("facet-card", "padded");
        setSpacing(8);
        setId("outputCard");
        path.setId("outputPath");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        path.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(path, Priority.ALWAYS);
        change = Parts.button(
                "changeOutput",
                texts.get("run.output.change"),
                Feather.FILE_TEXT,
                actions::chooseFile,
                "flat",
                "extra-small",
                "icon-small");
        HBox field = new HBox(
                Icons.of(Feather.FILE_TEXT, "icon-small"),
                path,
                Parts.iconButton("revealOutput", texts.get("run.output.reveal"), Feather.EXTERNAL_LINK, () -> {
                    Path csv = setup.now().get().csv();
                    if (csv != null) {
                        workshop.desktop().reveal(csv);
                    }
                }));
        field.getStyleClass().add("path-field");
        chips();
        exportBar.getStyleClass().add("thin");
        exportBar.setMaxWidth(Double.MAX_VALUE);
        exportBar.setAccessibleText(texts.get("run.exporting"));
        HBox.setHgrow(exportBar, Priority.ALWAYS);
        Label exportText = Parts.label(texts.get("run.exporting"), "text-small", "text-muted");
        exportText.setMinWidth(USE_PREF_SIZE);
        export = Parts.row(8, exportText, exportBar);
        export.setId("exportProgress");
        Parts.show(export, false);
        title.setId("outputNotice");
        text.setId("outputNoticeText");
        VBox words = new VBox(4, title, text, buttons);
        HBox.setHgrow(words, Priority.ALWAYS);
        notice = new HBox(8, icon, words);
        notice.getStyleClass().add("notice");
        Parts.show(notice, false);
        getChildren()
                .setAll(
                        Parts.row(8, Parts.label(texts.get("run.output"), "card-title"), Parts.spring(), change),
                        field,
                        chips,
                        export,
                        notice);
    }

    private void chips() {
        chips.getChildren().add(Parts.label(texts.get("run.output.also"), "text-small", "text-muted"));
        for (Exports.Format format : setup.now().get().formats()) {
            FontIcon mark = Icons.of(Feather.PLUS);
            ToggleButton chip = new ToggleButton(format.title(), mark);
            chip.setId("format-" + format.key());
            chip.getStyleClass().add("chip");
            chip.setSelected(setup.now().get().chosenFormats().contains(format.key()));
            mark.setIconCode(chip.isSelected() ? Feather.CHECK : Feather.PLUS);
            chip.selectedProperty().addListener((o, was, is) -> {
                mark.setIconCode(is ? Feather.CHECK : Feather.PLUS);
                if (!showing) {
                    setup.format(format.key(), is);
                }
            });
            formats.put(format.key(), chip);
            chips.getChildren().add(chip);
        }
    }

    void show(Setup now) {
        Path csv = now.csv();
        String wanted = csv == null ? texts.get("run.output.later") : Paths.shown(csv);
        if (!wanted.equals(path.getText())) {
            path.setText(wanted);
            path.setTooltip(csv == null ? null : new Tooltip(csv.toString()));
        }
        Parts.show(change, csv != null && !now.locked());
        Parts.show(chips, !now.formats().isEmpty());
        chips.setDisable(now.locked());
        showing = true;
        formats.forEach((key, chip) -> chip.setSelected(now.chosenFormats().contains(key)));
        showing = false;
        if (!now.output().equals(shown) || setup.retriesFailed() != shownRetry || now.locked() != shownLocked) {
            shown = now.output();
            shownRetry = setup.retriesFailed();
            shownLocked = now.locked();
            notice(now);
        }
    }

    private void notice(Setup now) {
        buttons.getChildren().clear();
        notice.getStyleClass().removeAll("warning", "danger");
        Parts.show(notice, !(shown instanceof OutputNotice.Nothing) && !now.locked());
        switch (shown) {
            case OutputNotice.Nothing _ -> {}
            case OutputNotice.Resumes r -> resumes(r);
            case OutputNotice.Differs d -> {
                notice.getStyleClass().add("warning");
                say(Feather.ALERT_TRIANGLE, texts.get("run.output.differs"), d.why());
                add("otherFile", "run.output.other", actions::chooseFile);
                add("overwrite", "run.output.overwrite", actions::overwrite);
            }
            case OutputNotice.Replaces _ -> {
                notice.getStyleClass().add("danger");
                say(Feather.ALERT_TRIANGLE, texts.get("run.output.replaces"), texts.get("run.output.replaces.text"));
                add("keepRows", "run.output.keep", () -> setup.overwrite(false));
            }
        }
        Parts.show(buttons, !buttons.getChildren().isEmpty());
    }

    /** Says how much of the rows is exported, 0 to 1; NaN if nothing is. */
    void exporting(double share) {
        Parts.show(export, !Double.isNaN(share));
        exportBar.setProgress(Double.isNaN(share) ? 0 : share);
    }

    private void resumes(OutputNotice.Resumes r) {
        String kept = Figures.count(r.rows(), "row", "rows");
        boolean all = r.complete();
        String more =
                all ? "run.output.complete.text" : r.left() < 0 ? "run.output.resume.others" : "run.output.resume.text";
        say(
                all ? Feather.CHECK_CIRCLE : Feather.REFRESH_CW,
                texts.get(all ? "run.output.complete" : "run.output.resume", kept),
                texts.get(more, Figures.count(r.left(), "image", "images")));
        if (r.failed() > 0) {
            add(
                    "retryFailed",
                    setup.retriesFailed() ? "run.output.retrying" : "run.output.retry",
                    () -> setup.retryFailed(!setup.retriesFailed()),
                    Figures.count(r.failed(), "image", "images"));
        }
        if (all) {
            add("overwrite", "run.output.overwrite", actions::overwrite);
        }
    }

    private void say(Feather sign, String headline, String sentence) {
        icon.setIconCode(sign);
        title.setText(headline);
        text.setText(sentence);
    }

    private void add(String id, String key, Runnable action, Object... values) {
        Button button = new Button(texts.get(key, values));
        button.setId(id);
        button.getStyleClass().add("extra-small");
        button.setOnAction(e -> action.run());
        buttons.getChildren().add(button);
    }
}
