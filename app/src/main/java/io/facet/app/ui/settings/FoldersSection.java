package io.facet.app.ui.settings;

import io.facet.app.desk.CurrentRun;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.protocol.home.FacetHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;

/** Where things lie, and how much room they take. */
final class FoldersSection extends SettingsSection {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final Workshop workshop;
    private final Texts texts;
    private final FacetHome home;
    private final SettingRow models;
    private final SettingRow cache;
    private final SettingRow outputs;
    private final TextField output = new TextField();
    private final Button clear;

    FoldersSection(Workshop workshop) {
        super("folders", workshop.texts().get("settings.folders"), Feather.FOLDER);
        this.workshop = workshop;
        this.texts = workshop.texts();
        this.home = workshop.desk().home();
        output.setId("output-folder");
        output.setPrefWidth(196);
        output.getStyleClass().add("mono");
        output.setAccessibleText(texts.get("settings.outputs"));
        output.setOnAction(e -> typed(output.getText()));
        output.focusedProperty().addListener((o, was, is) -> {
            if (was) {
                typed(output.getText());
            }
        });
        Button change = button("output-change", texts.get("settings.change"), this::choose);
        clear = button("cache-clear", texts.get("settings.clear"), this::clear);
        models = new SettingRow(texts.get("settings.models"), " ", path(home.models()), open("models", home.models()))
                .id("models");
        cache = new SettingRow(texts.get("settings.cache"), " ", path(home.cache()), clear).id("cache");
        outputs = new SettingRow(
                        texts.get("settings.outputs"),
                        texts.get("settings.outputs.about"),
                        SettingRow.fields(output, change))
                .id("outputs");
        add(
                models,
                cache,
                outputs,
                new AllowedFolders(workshop).row(),
                new SettingRow(texts.get("settings.logs"), "", path(home.logs()), open("logs", home.logs())));
        workshop.settings().property().addListener((o, was, is) -> show());
        show();
    }

    private Label path(Path folder) {
        Label label = new Label(FolderCare.brief(folder));
        label.getStyleClass().addAll("mono", "path-field");
        label.setPrefWidth(196);
        label.setTooltip(new Tooltip(folder.toString()));
        return label;
    }

    private Button open(String name, Path folder) {
        Button button = button(
                "open-" + name,
                texts.get("settings.open"),
                () -> workshop.desktop().open(folder));
        button.setAccessibleText(texts.get("settings.open") + " " + name);
        return button;
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    private Path current() {
        Path chosen = workshop.settings().get().outputFolder();
        return chosen == null ? home.documents() : chosen;
    }

    private void show() {
        output.setText(FolderCare.brief(current()));
        wrong("");
    }

    private void wrong(String text) {
        outputs.problem(text);
        output.pseudoClassStateChanged(WRONG, !text.isEmpty());
    }

    private void typed(String text) {
        if (text.equals(FolderCare.brief(current()))) {
            wrong("");
            return;
        }
        workshop.background()
                .task(() -> FolderCare.usable(FolderCare.full(text)))
                .onSuccess(folder -> {
                    if (folder.isEmpty()) {
                        wrong(texts.get("settings.outputs.wrong", current()));
                    } else {
                        workshop.settings().change(s -> SettingsEdits.outputFolder(s, folder.get()));
                        show();
                    }
                })
                .start();
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("settings.outputs"));
        Path start = current();
        // A folder on a network drive may take its time to answer.
        workshop.background()
                .task(() -> Files.isDirectory(start))
                .onSuccess(there -> {
                    if (there) {
                        chooser.setInitialDirectory(start.toFile());
                    }
                    File chosen = chooser.showDialog(getScene().getWindow());
                    if (chosen != null) {
                        typed(chosen.getAbsolutePath());
                    }
                })
                .start();
    }

    /** Looks again how much lies where. */
    void measure() {
        workshop.background()
                .task(() -> FolderCare.size(home.models()))
                .onSuccess(size -> models.describe(describe(size)))
                .start();
        workshop.background()
                .task(() -> FolderCare.size(home.cache()))
                .onSuccess(size -> {
                    cache.describe(describe(size));
                    clear.setUserData(size);
                    refresh();
                })
                .start();
    }

    private String describe(FolderCare.Size size) {
        return size.files() == 0
                ? texts.get("settings.empty")
                : Figures.bytes(size.bytes()) + " · "
                        + Figures.count(size.files(), texts.get("settings.file"), texts.get("settings.files"));
    }

    /** A run reads models from it; conversions and measurements write there. */
    private boolean inUse() {
        CurrentRun run = workshop.desk().run();
        return (run != null && !run.handle().result().isDone())
                || !workshop.background().unfinished().isEmpty();
    }

    @Override
    void refresh() {
        // What lies there may be deleted at any time while nothing runs.
        boolean empty = clear.getUserData() instanceof FolderCare.Size size && size.files() == 0;
        clear.setDisable(empty || inUse());
        cache.problem(inUse() && !empty ? texts.get("settings.cache.in-use") : "");
    }

    private void clear() {
        if (inUse()) {
            refresh();
            return;
        }
        clear.setDisable(true);
        workshop.background()
                .action(() -> FolderCare.empty(home.cache()))
                .onSuccess(done -> workshop.notices().tell(Notices.Kind.SUCCESS, texts.get("settings.cache.cleared")))
                .onError(p -> workshop.notices().tell(Notices.Kind.WARNING, texts.get("settings.cache.not-cleared")))
                .andFinally(this::measure)
                .start();
    }
}
