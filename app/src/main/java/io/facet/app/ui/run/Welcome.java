package io.facet.app.ui.run;

import io.facet.app.sample.SamplePictures;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;

/** What stands in the place of a run before there is one: three steps, and a dataset to try them with. */
final class Welcome extends VBox {
    private static final double STEP_WIDTH = 256;
    private static final double MARK = 116;
    private static final double SMALL_MARK = 72;
    private static final double NARROW = 720;
    private static final double LOW = 640;

    /** What its buttons do. */
    interface Actions {
        void choose();

        void addAgent();

        void start();

        void sample();

        void commands();
    }

    private final Texts texts;
    private final Button start;
    private final Button sample;
    private final ImageView mark = new ImageView(new Image(
            Objects.requireNonNull(Welcome.class.getResourceAsStream("/io/facet/app/ui/icons/mark-256.png"))));
    private final List<VBox> boxes = new ArrayList<>();
    private final List<Label> keys = new ArrayList<>();
    private final Label computers = Parts.sentence("", "text-small", "text-muted");

    Welcome(Texts texts, Actions actions) {
        this.texts = texts;
        setId("welcome");
        getStyleClass().addAll("facet-card", "welcome");
        setAlignment(Pos.CENTER);
        setMinSize(0, 0);
        widthProperty().addListener(o -> fit());
        heightProperty().addListener(o -> fit());
        Label lead = Parts.sentence(texts.get("run.welcome.lead"), "text-lead", "text-muted");
        lead.setTextAlignment(TextAlignment.CENTER);
        lead.setMaxWidth(540);
        Button choose = new Button(texts.get("run.dataset.choose"));
        choose.setId("welcomeChoose");
        choose.getStyleClass().addAll("accent", "small");
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(e -> actions.choose());
        Button add =
                Parts.button("welcomeAddAgent", texts.get("shell.add-agent"), Feather.PLUS, actions::addAgent, "small");
        start = Parts.button("welcomeStart", texts.get("run.main.start"), Feather.PLAY, actions::start, "small");
        sample = Parts.button("trySample", texts.get("run.sample"), Feather.IMAGE, actions::sample);
        VBox first = step(
                1, Feather.FOLDER, Parts.sentence(texts.get("run.welcome.1.text"), "text-small", "text-muted"), choose);
        first.getStyleClass().add("first");
        HBox steps = new HBox(
                16,
                first,
                step(2, Feather.SERVER, computers, add),
                step(
                        3,
                        Feather.PLAY,
                        Parts.sentence(texts.get("run.welcome.3.text"), "text-small", "text-muted"),
                        start));
        steps.setAlignment(Pos.CENTER);
        HBox trial = Parts.row(12, sample, Parts.label(sampleText(), "text-small", "text-muted"));
        trial.setAlignment(Pos.CENTER);
        getChildren()
                .setAll(
                        spaced(mark, 20),
                        spaced(Parts.label(texts.get("run.welcome.title"), "title-2"), 8),
                        spaced(lead, 32),
                        spaced(steps, 28),
                        spaced(trial, 32),
                        foot(actions));
    }

    private static Node spaced(Node node, double below) {
        setMargin(node, new Insets(0, 0, below, 0));
        return node;
    }

    private String sampleText() {
        return texts.get(
                "run.sample.facts",
                Figures.count(SamplePictures.OPTIONS.images()),
                Figures.count(SamplePictures.OPTIONS.identities()));
    }

    private VBox step(int number, Feather icon, Label text, Button button) {
        Label badge = Parts.label(Integer.toString(number), "step-number");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Label key = Parts.label(texts.get("run.welcome." + number + ".key"), "kbd");
        key.setMinWidth(USE_PREF_SIZE);
        keys.add(key);
        VBox box = new VBox(
                8,
                Parts.row(
                        8,
                        badge,
                        Parts.spring(),
                        Icons.of(icon, "icon-20", number == 1 ? "icon-accent" : "icon-quiet")),
                Parts.sentence(texts.get("run.welcome." + number), "card-title"),
                text,
                gap,
                Parts.row(8, button, Parts.spring(), key));
        box.getStyleClass().addAll("facet-card", "step");
        box.setPrefWidth(STEP_WIDTH);
        box.setPrefHeight(206);
        box.setMaxHeight(206);
        HBox.setHgrow(box, Priority.ALWAYS);
        boxes.add(box);
        box.setMaxWidth(STEP_WIDTH);
        return box;
    }

    private HBox foot(Actions actions) {
        Label stay = new Label(texts.get("run.welcome.stay"), Icons.of(Feather.SHIELD, "icon-small"));
        stay.getStyleClass().addAll("text-small", "text-muted");
        Button all = Parts.button(
                "welcomeCommands",
                texts.get("run.welcome.commands"),
                Feather.COMMAND,
                actions::commands,
                "flat",
                "small",
                "icon-small");
        HBox foot = Parts.row(12, stay, all, Parts.label(texts.get("run.welcome.commands.key"), "kbd"));
        foot.setAlignment(Pos.CENTER);
        return foot;
    }

    private void fit() {
        boolean narrow = getWidth() < NARROW;
        keys.forEach(key -> Parts.show(key, !narrow));
        pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
        double width = Math.min(STEP_WIDTH, (getWidth() - 2 * 24 - 2 * 16) / boxes.size());
        boxes.forEach(box -> {
            box.setMinWidth(Math.max(0, width));
            box.setPrefWidth(Math.max(0, width));
        });
        double size = getHeight() < LOW ? SMALL_MARK : MARK;
        mark.setFitWidth(size);
        mark.setFitHeight(size);
    }

    /** Says what this computer brings along. */
    void show(Setup setup, int slots) {
        start.setDisable(setup.refusal() != Setup.Refusal.NONE);
        sample.setDisable(!Double.isNaN(setup.drawing()));
        computers.setText(
                slots == 0
                        ? texts.get("run.welcome.2.text.none")
                        : texts.get("run.welcome.2.text", Figures.count(slots, "slot", "slots")));
    }
}
