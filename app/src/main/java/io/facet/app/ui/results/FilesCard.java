package io.facet.app.ui.results;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The files of a run, what can be made of them, and what a check of them said. Window's thread only. */
final class FilesCard extends VBox {
    private final Texts texts;
    private final ResultsActions actions;
    private final FlowPane files = new FlowPane(20, 4);
    private final HBox buttons = new HBox(8);
    private final HBox progress = new HBox(8);
    private final ProgressBar bar = new ProgressBar();
    private final Label doing = new Label();
    private final VBox findings = new VBox(4);

    FilesCard(Texts texts, ResultsActions actions) {
        this.texts = texts;
        this.actions = actions;
        getStyleClass().add("facet-card");
        Label title = new Label(texts.get("results.files"));
        title.getStyleClass().add("card-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        HBox head = new HBox(title, gap, progress, buttons);
        head.getStyleClass().add("card-header");
        bar.setPrefWidth(96);
        Button cancel = new Button(null, Icons.of(Feather.X));
        cancel.getStyleClass().addAll("small", "button-icon", "flat");
        cancel.setId("results-cancel");
        cancel.setAccessibleText(texts.get("results.cancel"));
        cancel.setOnAction(e -> actions.cancel());
        doing.getStyleClass().addAll("text-small", "text-muted");
        progress.getChildren().addAll(doing, bar, cancel);
        progress.setAlignment(Pos.CENTER_LEFT);
        progress.setVisible(false);
        files.getStyleClass().add("results-body");
        files.setId("results-files");
        findings.getStyleClass().add("results-findings");
        findings.setId("results-findings");
        getChildren().addAll(head, files, findings);
    }

    void show(Past.Story story) {
        PastRun run = story.run();
        Path csv = run.subject().csv();
        files.getChildren().setAll(story.files().stream().map(this::file).toList());
        boolean running = run.state() == PastRun.State.RUNNING;
        if (story.files().isEmpty()) {
            Label gone = new Label(texts.get("results.files.gone", String.valueOf(csv.getParent())));
            gone.setId("results-gone");
            gone.setWrapText(true);
            Button locate = button("locate", Feather.SEARCH, actions::locate);
            locate.setDisable(running);
            HBox missing = new HBox(8, gone, locate);
            missing.setAlignment(Pos.CENTER_LEFT);
            files.getChildren().add(missing);
        }
        boolean there = !story.files().isEmpty();
        Button verify = button("verify", Feather.SHIELD, actions::verify);
        verify.setDisable(!there);
        Button npy = button("npy", Feather.DOWNLOAD, () -> actions.export(ExportFormat.NPY));
        npy.setDisable(running || !there);
        Button parquet = button("parquet", Feather.DOWNLOAD, () -> actions.export(ExportFormat.PARQUET));
        parquet.setDisable(running || !there);
        buttons.getChildren()
                .setAll(
                        button("copy-path", Feather.COPY, () -> actions.copyPath(csv)),
                        button("reveal", Feather.EXTERNAL_LINK, () -> actions.reveal(csv)),
                        verify,
                        npy,
                        parquet);
    }

    private Node file(Past.OutputFile file) {
        Button name = new Button(String.valueOf(file.path().getFileName()), Icons.of(Feather.FILE_TEXT, "icon-small"));
        name.setMnemonicParsing(false); // an underscore is part of a name
        name.getStyleClass().addAll("extra-small", "flat", "mono");
        name.setTooltip(new Tooltip(file.path().toString()));
        name.setOnAction(e -> actions.open(file.path()));
        Label size = new Label(Figures.bytes(file.size()));
        size.getStyleClass().addAll("text-small", "text-muted");
        HBox box = new HBox(4, name, size);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Button button(String key, Feather icon, Runnable action) {
        Button button = new Button(texts.get("results." + key), Icons.of(icon));
        button.getStyleClass().addAll("small", "flat");
        button.setId("results-" + key);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** What is done to the files now. */
    void show(@Nullable FileJob job) {
        progress.setVisible(job != null);
        progress.setManaged(job != null);
        buttons.setVisible(job == null);
        buttons.setManaged(job == null);
        if (job != null) {
            doing.setText(job.what());
            bar.setProgress(job.fraction());
        }
    }

    /** What a check of the files said. */
    void show(@Nullable Check check) {
        findings.setVisible(check != null);
        findings.setManaged(check != null);
        findings.getChildren().clear();
        if (check != null) {
            for (int i = 0; i < check.lines().size(); i++) {
                boolean good = check.sound();
                Label line = new Label(
                        check.lines().get(i),
                        Icons.of(
                                good ? i == 0 ? Feather.CHECK_CIRCLE : Feather.INFO : Feather.ALERT_TRIANGLE,
                                "icon-small",
                                good ? "icon-success" : "icon-warning"));
                line.setWrapText(true);
                line.getStyleClass().add("text-small");
                findings.getChildren().add(line);
            }
        }
    }
}
