package io.facet.app.ui.models;

import io.facet.app.installation.Programs;
import io.facet.app.models.SpeedBook;
import io.facet.app.models.SpeedMeasurement;
import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Screen;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.shell.Questions;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.kordamp.ikonli.feather.Feather;

/** The page of models. */
public final class ModelsPage implements Page {
    private static final int SECONDS_A_BATCH = 3;

    private final Workshop workshop;
    private final Questions questions;
    private final ModelsModel model;
    private final SpeedModel speed;
    private final ImportModel importing;
    private final ModelsController controller;
    private final Parent view;
    private final ImportPanel panel;
    private final ModelChooser chooser;
    private boolean shown;

    public ModelsPage(Workshop workshop, Questions questions, ModelSupply supply) {
        this.workshop = workshop;
        this.questions = questions;
        var desk = workshop.desk();
        Path scratch = desk.home().cache().resolve("scratch");
        Programs programs = Programs.ofThisProcess();
        model = new ModelsModel(
                desk.library(), supply, desk::run, workshop.background(), workshop.notices(), workshop.texts());
        int threads = Runtime.getRuntime().availableProcessors();
        speed = new SpeedModel(
                new SpeedMeasurement(programs.agent(), scratch, threads, SECONDS_A_BATCH, workshop.clock()),
                new SpeedBook(desk.home().state().resolve("speed")),
                workshop.background(),
                workshop.texts().get("models.speed.device", threads));
        importing = new ImportModel(desk.library(), workshop.background(), new Outcome());
        Buttons buttons = new Buttons();
        panel = new ImportPanel(importing, workshop.texts(), this::take);
        controller = new ModelsController(model, speed, panel, buttons, workshop.texts(), workshop.clock());
        view = workshop.screens().load(Screen.MODELS, controller);
        chooser = new ModelChooser(view, workshop.texts());
        new ModelDrop(
                controller.page(),
                workshop.texts(),
                new ModelFiles(workshop.texts(), workshop.notices(), panel::offer, model::convert));
        model.selected().addListener((o, was, is) -> speed.show(is));
        workshop.pulse().add(this::refresh);
        command("models.import", () -> chooser.onnx(panel::offer));
        command("models.convert", () -> chooser.weights(model::convert));
        model.reload();
    }

    private void command(String key, Runnable action) {
        workshop.commands().add(new Command(key, workshop.texts().get(key), title(), null, Commands.ALWAYS, () -> {
            workshop.goTo().accept(id());
            action.run();
        }));
    }

    private void refresh() {
        if (shown) {
            model.refresh();
            speed.refresh();
            controller.show(
                    DeviceSupport.of(workshop.desk().farm(), workshop.texts().get("models.this-computer")));
        }
    }

    private void take(Path file, ModelCard card, Precision precision) {
        importing.close();
        model.take(file, card, precision);
    }

    /** Tells of new models. */
    private final class Outcome implements ImportModel.Outcome {
        @Override
        public void taken(ModelCard card) {
            model.added(card);
        }

        @Override
        public void failed(Problem problem) {
            workshop.notices().tell(problem);
        }
    }

    @Override
    public void again() {
        speed.measure();
    }

    @Override
    public String id() {
        return "models";
    }

    @Override
    public String title() {
        return workshop.texts().get("models.title");
    }

    @Override
    public Feather icon() {
        return Feather.BOX;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        shown = true;
        model.reload();
        refresh();
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public Node searchField() {
        return controller.searchField();
    }

    private final class Buttons implements ModelActions {
        @Override
        public void download(ModelCard card, Precision precision) {
            model.download(card, precision);
        }

        @Override
        public void cancel(ModelCard card) {
            model.cancel(card);
        }

        @Override
        public void remove(ModelRow row) {
            long size =
                    row.files().values().stream().mapToLong(StoredFile::size).sum();
            List<String> sharing = model.sharing(row.card());
            boolean own = model.isOwn(row.card());
            String text = workshop.texts().get(own ? "models.remove.own" : "models.remove.text", Figures.bytes(size))
                    + (sharing.isEmpty()
                            ? ""
                            : " "
                                    + workshop.texts()
                                            .get(
                                                    own ? "models.remove.own.sharing" : "models.remove.sharing",
                                                    String.join(", ", sharing)));
            questions.ask(
                    workshop.texts().get("models.remove.title", row.card().title()),
                    text,
                    workshop.texts().get("models.remove"),
                    workshop.texts().get("models.remove.keep"),
                    true,
                    () -> model.remove(row.card()));
        }

        @Override
        public void chooseOnnx() {
            chooser.onnx(panel::offer);
        }

        @Override
        public void chooseWeights() {
            chooser.weights(model::convert);
        }

        @Override
        public void copy(String text) {
            workshop.desktop().copy(text);
            workshop.notices().tell(Notices.Kind.INFO, workshop.texts().get("shell.copied", text));
        }

        @Override
        public void browse(String address) {
            workshop.desktop().browse(address);
        }

        @Override
        public void reveal(Path file) {
            workshop.desktop().reveal(file);
        }
    }
}
