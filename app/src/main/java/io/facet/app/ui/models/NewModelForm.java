package io.facet.app.ui.models;

import io.facet.app.models.GraphFacts;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Segments;
import io.facet.app.ui.control.Show;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard.Task;
import io.facet.models.yaml.YamlScalar;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Asks how a new model is fed, as far as its graph does not say. Window's thread only. */
final class NewModelForm extends VBox {
    private final NewModel model;
    private final Texts texts;
    private final Map<NewModel.Field, FormLine> lines = new EnumMap<>(NewModel.Field.class);
    private final Set<NewModel.Field> touched = EnumSet.noneOf(NewModel.Field.class);
    private final TextField title = new TextField();
    private final TextField id = new TextField();
    private final TextField width = new TextField();
    private final TextField height = new TextField();
    private final TextField mean = new TextField();
    private final TextField std = new TextField();
    private final TextField dimension = new TextField();
    private final TextField licence = new TextField();
    private final ComboBox<Scaling> scaling = new ComboBox<>();
    private final ComboBox<GraphFacts.Output> output = new ComboBox<>();
    private final HBox colourChoice = new HBox();
    private final Label tensor = new Label();
    private Task task;
    private Layout layout;
    private Fit fit;
    private Colours colours;
    private Normalise normalise;

    NewModelForm(NewModel model, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        NewModel.Answers proposal = model.proposal();
        task = proposal.task();
        layout = proposal.layout();
        fit = proposal.fit();
        colours = proposal.colours();
        normalise = proposal.normalise();
        getStyleClass().add("models-form");
        title.setText(proposal.title());
        id.setText(proposal.id());
        scaling.getItems().setAll(Scaling.values());
        scaling.setValue(proposal.scaling());
        output.getItems().setAll(model.facts().outputs());
        output.getSelectionModel().selectFirst();
        lines();
        arrange();
    }

    private void lines() {
        field(NewModel.Field.TITLE, title);
        field(NewModel.Field.ID, id);
        getChildren().add(line("task", segments("task", List.of(Task.values()), task, t -> task = t)));
        tensor.getStyleClass().add("mono");
        if (model.facts().layout() == null) {
            getChildren().add(line("layout", segments("layout", List.of(Layout.values()), layout, this::turn)));
        }
        getChildren().add(line("tensor", tensor));
        field(NewModel.Field.WIDTH, width);
        field(NewModel.Field.HEIGHT, height);
        getChildren().add(line("fit", segments("fit", List.of(Fit.values()), fit, f -> fit = f)));
        getChildren().add(line("colours", colourChoice));
        choice("scaling", scaling, s -> texts.get("models.new.scaling." + YamlScalar.spelling(s)));
        field(NewModel.Field.MEAN, mean);
        field(NewModel.Field.STD, std);
        choice("output", output, o -> o.name() + " " + o.shape());
        field(NewModel.Field.DIMENSION, dimension);
        List<Normalise> lengths = List.of(Normalise.L2, Normalise.NONE);
        getChildren().add(line("normalise", segments("normalise", lengths, normalise, n -> normalise = n)));
        field(NewModel.Field.LICENCE, licence);
        licence.setPromptText(texts.get("models.new.licence.none"));
        mean.setPromptText(texts.get("models.new.mean.prompt"));
        std.setPromptText(texts.get("models.new.std.prompt"));
    }

    private FormLine line(String key, Node control) {
        return new FormLine(texts.get("models.new." + key), control);
    }

    private void field(NewModel.Field field, TextField control) {
        String key = YamlScalar.spelling(field);
        FormLine line = line(key, control);
        control.setId("models-new-" + key);
        control.setAccessibleText(texts.get("models.new." + key));
        control.textProperty().addListener((o, was, is) -> {
            touched.add(field);
            check();
        });
        lines.put(field, line);
        getChildren().add(line);
    }

    private <T extends Enum<T>> Segments<T> segments(String key, List<T> values, T now, Consumer<T> chosen) {
        Function<T, String> name = v -> texts.get("models.new." + key + "." + YamlScalar.spelling(v));
        Segments<T> segments = new Segments<>(texts.get("models.new." + key), values, name, v -> {
            chosen.accept(v);
            arrange();
        });
        segments.show(now);
        values.forEach(v -> segments.button(v).setId("models-new-" + key + "-" + YamlScalar.spelling(v)));
        return segments;
    }

    private <T> void choice(String key, ComboBox<T> box, Function<T, String> name) {
        box.setId("models-new-" + key);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(texts.get("models.new." + key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        });
        box.valueProperty().addListener((o, was, is) -> arrange());
        getChildren().add(line(key, box));
    }

    /** Turns to another order of axes, which may mean other channels. */
    private void turn(Layout next) {
        layout = next;
    }

    /** Shows what is to be asked after the answers so far. */
    private void arrange() {
        GraphFacts facts = model.facts();
        List<Colours> possible = model.colours(layout);
        if (!possible.contains(colours)) {
            colours = possible.getFirst();
        }
        if (colourChoice.getChildren().isEmpty() || !possible.equals(colourChoice.getUserData())) {
            colourChoice.setUserData(possible);
            colourChoice.getChildren().setAll(segments("colours", possible, colours, c -> colours = c));
        }
        List<Scaling> scalings =
                Arrays.stream(Scaling.values()).filter(s -> s.fits(colours)).toList();
        if (!scaling.getItems().equals(scalings)) {
            Scaling before = scaling.getValue();
            scaling.getItems().setAll(scalings);
            scaling.setValue(before != null && before.fits(colours) ? before : Scaling.SIGNED);
        }
        tensor.setText(texts.get(
                "models.new.tensor.words",
                layout,
                length(facts.width(layout)),
                length(facts.height(layout)),
                colours.channels()));
        show(NewModel.Field.WIDTH, facts.width(layout) == GraphFacts.OPEN);
        show(NewModel.Field.HEIGHT, facts.height(layout) == GraphFacts.OPEN);
        show(NewModel.Field.MEAN, scaling.getValue() == Scaling.OWN);
        show(NewModel.Field.STD, scaling.getValue() == Scaling.OWN);
        GraphFacts.Output chosen = output.getValue();
        show(NewModel.Field.DIMENSION, chosen != null && chosen.dimension() == GraphFacts.OPEN);
        check();
    }

    private String length(int declared) {
        return declared == GraphFacts.OPEN ? texts.get("models.new.open") : Integer.toString(declared);
    }

    private void show(NewModel.Field field, boolean on) {
        FormLine line = lines.get(field);
        if (line != null) {
            Show.when(line, on);
        }
    }

    /** Says what is wrong with answers that were given. */
    private void check() {
        Map<NewModel.Field, String> wrong = model.problems(answers());
        lines.forEach((field, line) -> {
            String problem = wrong.get(field);
            line.problem(problem == null || !touched.contains(field) ? "" : texts.get(problem));
        });
    }

    /** The answers as they stand. */
    NewModel.Answers answers() {
        return new NewModel.Answers(
                title.getText(),
                id.getText(),
                task,
                layout,
                width.getText(),
                height.getText(),
                fit,
                colours,
                scaling.getValue() == null ? Scaling.RAW : scaling.getValue(),
                mean.getText(),
                std.getText(),
                Math.max(0, output.getSelectionModel().getSelectedIndex()),
                dimension.getText(),
                normalise,
                licence.getText());
    }

    /** Whether all is answered; if not, says what is missing and goes there. */
    boolean complete() {
        touched.addAll(EnumSet.allOf(NewModel.Field.class));
        check();
        Set<NewModel.Field> wrong = model.problems(answers()).keySet();
        wrong.stream().findFirst().map(lines::get).ifPresent(FormLine::ask);
        return wrong.isEmpty();
    }

    /** Takes the focus to the first question. */
    void ask() {
        title.requestFocus();
    }
}
