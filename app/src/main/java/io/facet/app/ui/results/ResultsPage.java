package io.facet.app.ui.results;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.verify.OutputCheck;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.shell.Questions;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The page of past runs. */
public final class ResultsPage implements Page {
    /** Beats between two looks at the history. */
    private static final int BEATS = 10;

    private final Workshop workshop;
    private final Questions questions;
    private final ResultsModel model;
    private final Runs runs;
    private final ResultsController controller;
    private final Parent view;
    private boolean shown;
    private int beats;

    public ResultsPage(Workshop workshop, Questions questions) {
        this.workshop = workshop;
        this.questions = questions;
        var desk = workshop.desk();
        Past past = new Past(desk.history(), new OutputCheck(desk.library()::catalogue));
        model = new ResultsModel(past, workshop.background(), workshop.notices(), workshop.texts());
        runs = new Runs(desk, workshop.background(), () -> workshop.goTo().accept("run"));
        controller = new ResultsController(
                model, new Buttons(), runs::busy, workshop.texts(), new Names(workshop.settings()), workshop.clock());
        view = workshop.screens().load(Screen.RESULTS, controller);
        workshop.pulse().add(this::refresh);
        command("export-npy", "Shortcut+E", ExportFormat.NPY);
        command("export-parquet", null, ExportFormat.PARQUET);
        model.reload();
    }

    /** Turns to a run of the history. */
    public void open(String id) {
        controller.searchField().clear();
        model.choose(id);
        model.reload();
    }

    private void command(String id, @Nullable String key, ExportFormat format) {
        workshop.commands()
                .add(new Command(
                        "results." + id,
                        workshop.texts().get("command." + id),
                        title(),
                        key,
                        model.exportable(),
                        () -> {
                            workshop.goTo().accept(id());
                            model.export(format);
                        }));
    }

    private void refresh() {
        if (!shown) {
            return;
        }
        controller.refresh();
        beats++;
        if (beats % BEATS == 0) {
            model.reload();
        }
    }

    @Override
    public String id() {
        return "results";
    }

    @Override
    public String title() {
        return workshop.texts().get("results.title");
    }

    @Override
    public Feather icon() {
        return Feather.BAR_CHART_2;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        model.reload();
    }

    @Override
    public void again() {
        model.reload();
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public Node searchField() {
        return controller.searchField();
    }

    private final class Buttons implements ResultsActions {
        @Override
        public void again(PastRun run) {
            if (runs.busy()) {
                workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("results.busy"));
                return;
            }
            questions.ask(
                    workshop.texts().get("results.again.title", run.subject().datasetName()),
                    workshop.texts()
                            .get(
                                    "results.again.text",
                                    Figures.count(
                                            run.counts().done() + run.counts().kept()),
                                    run.subject().csv()),
                    workshop.texts().get("results.again"),
                    workshop.texts().get("results.again.keep"),
                    true,
                    () -> runs.again(run));
        }

        @Override
        public void retryFailed(PastRun run) {
            if (runs.busy()) {
                workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("results.busy"));
            } else {
                runs.retryFailed(run);
            }
        }

        @Override
        public void delete() {
            model.delete();
        }

        @Override
        public void verify() {
            model.verify();
        }

        @Override
        public void export(ExportFormat format) {
            model.export(format);
        }

        @Override
        public void cancel() {
            model.cancel();
        }

        @Override
        public void openFolder(Path file) {
            Path folder = file.toAbsolutePath().getParent();
            workshop.desktop().open(folder == null ? file : folder);
        }

        @Override
        public void open(Path file) {
            workshop.desktop().open(file);
        }

        @Override
        public void reveal(Path file) {
            workshop.desktop().reveal(file);
        }

        @Override
        public void copyPath(Path file) {
            copy(file.toString());
        }

        @Override
        public void exportFailures(PastRun run) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(workshop.texts().get("results.export-list"));
            chooser.setInitialFileName(run.subject().datasetName() + "-failures.csv");
            Optional.ofNullable(chooser.showSaveDialog(view.getScene().getWindow()))
                    .ifPresent(file -> model.exportFailures(run, file.toPath()));
        }

        @Override
        public void locate() {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(workshop.texts().get("results.locate"));
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv"));
            Optional.ofNullable(chooser.showOpenDialog(view.getScene().getWindow()))
                    .ifPresent(file -> model.locate(file.toPath()));
        }

        private void copy(String text) {
            workshop.desktop().copy(text);
            workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("shell.copied", text));
        }

        @Override
        public void goToRun() {
            workshop.goTo().accept("run");
        }
    }
}
