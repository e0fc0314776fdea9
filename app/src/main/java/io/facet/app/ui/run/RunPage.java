package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.common.Names;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.models.ModelSupply;
import io.facet.app.ui.shell.Questions;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The page on which a dataset is chosen, run and watched. */
public final class RunPage implements Page {
    private final Workshop workshop;
    private final Questions questions;
    private final RunDesk desk;
    private final RunSetup setup;
    private final RunDriver driver;
    private final ImageRows rows;
    private final CsvPreview preview;
    private final AgentColours colours;
    private final RunController controller = new RunController(this::low);
    private final Node view;
    private final Choosers choosers;
    private final DatasetCard datasetCard;
    private final PipelineCard pipelineCard;
    private final OutputCard outputCard;
    private final ActionBar actions;
    private final Welcome welcome;
    private final ProgressCard progressCard;
    private final ImagesCard imagesCard;
    private final CsvCard csvCard;
    private final ReadOnlyBooleanWrapper idle = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper startable = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(false);
    private boolean shown;

    /**
     * Makes the page and its commands.
     *
     * @param exports formats beside CSV
     * @param supply gets models that are not here
     */
    public RunPage(Workshop workshop, Questions questions, Exports exports, ModelSupply supply) {
        this.workshop = workshop;
        this.questions = questions;
        this.desk = RunDesk.of(workshop.desk());
        this.colours = new AgentColours(workshop.desk().order());
        Texts texts = workshop.texts();
        setup = new RunSetup(desk, workshop.settings(), workshop.background(), exports);
        driver = new RunDriver(desk, setup, workshop.background(), workshop.notices(), texts, exports);
        rows = new ImageRows(workshop.background(), System::nanoTime);
        preview = new CsvPreview(workshop.background());
        view = workshop.screens().load(Screen.RUN, controller);
        choosers = new Choosers(texts, workshop.background(), view);
        Names names = new Names(workshop.settings());
        Thumbnails thumbnails = new Thumbnails(workshop.background());
        Runnable addAgent = () -> run("add-agent");
        datasetCard = new DatasetCard(workshop, names, setup, thumbnails, this::choose, setup::chooseSample);
        Runnable toModels = () -> workshop.goTo().accept("models");
        pipelineCard = new PipelineCard(texts, setup, new MissingModelNotice(texts, supply, toModels));
        supply.changes().addListener((o, was, is) -> setup.loadModels());
        outputCard = new OutputCard(workshop, setup, new OutputActions());
        actions = new ActionBar(texts, driver, addAgent);
        welcome = new Welcome(texts, new WelcomeActions(addAgent));
        progressCard =
                new ProgressCard(texts, colours, () -> workshop.settings().get().reduceMotion());
        ImageTable table = new ImageTable(texts, rows, thumbnails, colours, names, this::folder);
        new RowMenu(workshop, table, this::folder, this::retry);
        imagesCard = new ImagesCard(texts, workshop.clock(), names, rows, table);
        csvCard = new CsvCard(workshop, names, preview);
        controller.fill(
                new Node[] {datasetCard, pipelineCard, outputCard},
                actions,
                progressCard,
                imagesCard,
                csvCard,
                welcome);
        new DropTarget(
                controller.page(), texts, workshop.background(), workshop.notices(), this::dropRefusal, setup::choose);
        Choices choices = new Choices(workshop.settings());
        controller.divide(choices.get().divider(), choices::divider);
        commands();
        workshop.pulse().add(this::beat);
        setup.now().addListener((o, was, is) -> showSetup());
        driver.exporting().addListener((o, was, is) -> outputCard.exporting(is.doubleValue()));
        setup.loadModels();
        driver.refresh();
        showSetup();
    }

    private void commands() {
        command("choose", "Shortcut+O", idle.getReadOnlyProperty(), this::choose);
        command("sample", null, idle.getReadOnlyProperty(), setup::chooseSample);
        command("start", "Shortcut+ENTER", startable.getReadOnlyProperty(), driver::startOrResume);
        command("pause", "SPACE", active.getReadOnlyProperty(), driver::pauseOrResume);
        command("stop", "Shortcut+PERIOD", active.getReadOnlyProperty(), driver::stopNext);
        command("stop-now", "Shortcut+Shift+PERIOD", active.getReadOnlyProperty(), driver::stopNow);
    }

    private void command(String id, @Nullable String key, ObservableBooleanValue enabled, Runnable action) {
        Texts texts = workshop.texts();
        workshop.commands()
                .add(new Command(
                        "run." + id, texts.get("run.command." + id), texts.get("run.title"), key, enabled, action));
    }

    /** Runs a command of another part of the window. */
    private void run(String command) {
        Command found = workshop.commands().find(command);
        if (found != null) {
            found.run();
        }
    }

    private void beat() {
        setup.refresh();
        driver.refresh();
        if (shown) {
            refresh();
        }
    }

    private void refresh() {
        FarmSnapshot farm = desk.farm();
        colours.refresh(farm);
        Progress progress = driver.progress().get();
        CurrentRun run = driver.run();
        Dataset dataset = setup.dataset();
        if (dataset != null) {
            rows.show(dataset.board());
        }
        preview.follow(run, run != null ? run.plan().output().files().csv() : null);
        controller.welcome(welcome, dataset == null);
        welcome.show(setup.now().get(), farm.slots());
        showSetup();
        progressCard.show(progress, run, farm, workshop.clock().millis());
        imagesCard.refresh(
                run, progress.active(), dataset == null ? 0 : dataset.counts().labels());
        csvCard.refresh(progress);
    }

    private void showSetup() {
        Setup now = setup.now().get();
        Progress progress = driver.progress().get();
        idle.set(!setup.locked());
        active.set(progress.active());
        startable.set(progress.active() || now.refusal() == Setup.Refusal.NONE);
        datasetCard.show(now);
        pipelineCard.show(now);
        outputCard.show(now);
        actions.show(now, progress);
    }

    /** Sets up what a manifest says; returns false and changes nothing while a run goes on. */
    public boolean open(RunFile file) {
        boolean possible = !setup.locked();
        setup.open(file);
        return possible;
    }

    private String dropRefusal() {
        boolean drawing = !Double.isNaN(setup.now().get().drawing());
        return drawing ? "run.drop.drawing" : setup.locked() ? "run.drop.locked" : "";
    }

    private void choose() {
        workshop.goTo().accept(id());
        if (setup.locked()) {
            return;
        }
        choosers.folder(folder(), setup::choose);
    }

    private @Nullable Path folder() {
        Dataset dataset = setup.dataset();
        return dataset == null ? null : dataset.folder();
    }

    /** While a run goes on, these images; else the next start takes up all that failed. */
    private void retry(List<String> paths) {
        if (driver.progress().get().active()) {
            driver.retry(paths);
        } else {
            setup.retryFailed(true);
            driver.startOrResume();
        }
    }

    private void low(boolean window) {
        progressCard.low(window);
    }

    @Override
    public String id() {
        return "run";
    }

    @Override
    public String title() {
        return workshop.texts().get("run.title");
    }

    @Override
    public Feather icon() {
        return Feather.PLAY;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        setup.loadModels();
        refresh();
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public @Nullable Node searchField() {
        return setup.dataset() == null ? null : imagesCard.searchField();
    }

    private final class OutputActions implements OutputCard.Actions {
        @Override
        public void chooseFile() {
            choosers.csv(setup.now().get().csv(), setup::csv);
        }

        @Override
        public void overwrite() {
            Texts texts = workshop.texts();
            questions.ask(
                    texts.get("run.overwrite.title"),
                    texts.get(
                            "run.overwrite.text",
                            String.valueOf(setup.now().get().csv())),
                    texts.get("run.overwrite.yes"),
                    texts.get("run.overwrite.no"),
                    true,
                    () -> setup.overwrite(true));
        }
    }

    private final class WelcomeActions implements Welcome.Actions {
        private final Runnable addAgent;

        WelcomeActions(Runnable addAgent) {
            this.addAgent = addAgent;
        }

        @Override
        public void choose() {
            RunPage.this.choose();
        }

        @Override
        public void addAgent() {
            addAgent.run();
        }

        @Override
        public void start() {
            driver.startOrResume();
        }

        @Override
        public void sample() {
            setup.chooseSample();
        }

        @Override
        public void commands() {
            run("palette");
        }
    }
}
