package io.facet.app.ui.models;

import io.facet.app.models.GraphFacts;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ModelCard.Task;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What makes a card for a file that no card knows: its graph, and what the user answers to the rest. Immutable.
 *
 * @param fileName of the file
 * @param sha256 of the file
 * @param size of the file, in bytes
 * @param taken ids that other models have
 */
record NewModel(GraphFacts facts, String fileName, String sha256, long size, Set<String> taken) {
    private static final int LONGEST_SIDE = 4096;
    private static final int MOST_NUMBERS = 65536;

    NewModel {
        taken = Set.copyOf(taken);
    }

    /** What can be answered wrongly. */
    enum Field {
        TITLE,
        ID,
        WIDTH,
        HEIGHT,
        MEAN,
        STD,
        DIMENSION,
        LICENCE
    }

    /**
     * Answers as they stand in the form; what the graph says goes before them.
     *
     * @param width digits
     * @param mean numbers with commas between them, for {@link Scaling#OWN}
     * @param output of the facts' outputs
     * @param licence may be blank
     */
    record Answers(
            String title,
            String id,
            Task task,
            Layout layout,
            String width,
            String height,
            Fit fit,
            Colours colours,
            Scaling scaling,
            String mean,
            String std,
            int output,
            String dimension,
            Normalise normalise,
            String licence) {}

    /** What is proposed. */
    Answers proposal() {
        Layout layout = facts.layout() == null ? Layout.NCHW : facts.layout();
        boolean grey = facts.channels(layout) == 1;
        return new Answers(
                ProposedNames.title(fileName),
                ProposedNames.id(fileName, taken),
                Task.FACE_EMBEDDING,
                layout,
                "",
                "",
                Fit.SQUASH,
                grey ? Colours.GREY : Colours.RGB,
                Scaling.SIGNED,
                "",
                "",
                0,
                "",
                Normalise.L2,
                "");
    }

    /** Which orders of colours the graph allows. */
    List<Colours> colours(Layout layout) {
        return switch (facts.channels(layout)) {
            case 1 -> List.of(Colours.GREY);
            case 3 -> List.of(Colours.RGB, Colours.BGR);
            default -> List.of(Colours.RGB, Colours.BGR, Colours.GREY);
        };
    }

    /** What is wrong, as keys of texts. Empty: {@link #card} gives the card. */
    Map<Field, String> problems(Answers a) {
        Map<Field, String> wrong = new EnumMap<>(Field.class);
        check(wrong, Field.TITLE, isLine(a.title(), 100), "models.new.wrong.title");
        check(wrong, Field.ID, ModelCard.ID.matcher(a.id()).matches(), "models.new.wrong.id");
        check(wrong, Field.ID, !taken.contains(a.id()), "models.new.wrong.taken");
        check(wrong, Field.WIDTH, width(a) > 0, "models.new.wrong.side");
        check(wrong, Field.HEIGHT, height(a) > 0, "models.new.wrong.side");
        check(wrong, Field.DIMENSION, dimension(a) > 0, "models.new.wrong.dimension");
        check(wrong, Field.LICENCE, a.licence().isBlank() || isLine(a.licence(), 200), "models.new.wrong.licence");
        if (a.scaling() == Scaling.OWN) {
            boolean grey = a.colours() == Colours.GREY;
            List<Double> mean = Numbers.of(a.mean(), a.colours().channels());
            List<Double> std = Numbers.of(a.std(), a.colours().channels());
            check(
                    wrong,
                    Field.MEAN,
                    !mean.isEmpty() && mean.stream().allMatch(m -> Math.abs(m) <= 1e6),
                    grey ? "models.new.wrong.number" : "models.new.wrong.numbers");
            check(
                    wrong,
                    Field.STD,
                    !std.isEmpty() && std.stream().allMatch(s -> Math.abs(s) <= 1e6 && Math.abs(s) >= 1e-6),
                    grey ? "models.new.wrong.divisor" : "models.new.wrong.divisors");
        }
        return wrong;
    }

    private static void check(Map<Field, String> wrong, Field field, boolean right, String problem) {
        if (!right) {
            wrong.put(field, problem);
        }
    }

    private static boolean isLine(String text, int longest) {
        return !text.isBlank()
                && text.strip().length() <= longest
                && ProposedNames.printable(text).equals(text);
    }

    private int width(Answers a) {
        int declared = facts.width(a.layout());
        return declared != GraphFacts.OPEN
                ? declared
                : number(a.width(), LONGEST_SIDE).orElse(0);
    }

    private int height(Answers a) {
        int declared = facts.height(a.layout());
        return declared != GraphFacts.OPEN
                ? declared
                : number(a.height(), LONGEST_SIDE).orElse(0);
    }

    private int dimension(Answers a) {
        int declared = facts.outputs().get(a.output()).dimension();
        return declared != GraphFacts.OPEN
                ? declared
                : number(a.dimension(), MOST_NUMBERS).orElse(0);
    }

    private static OptionalInt number(String text, int most) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,6}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(digits);
        return value >= 1 && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /** The precision of the file, as far as its input tells. */
    Precision precision() {
        return facts.half() ? Precision.FP16 : Precision.FP32;
    }

    /** The card for answers without problems. */
    ModelCard card(Answers a) {
        boolean own = a.scaling() == Scaling.OWN;
        int channels = a.colours().channels();
        ImageInput input = new ImageInput(
                a.layout(),
                width(a),
                height(a),
                a.colours(),
                a.fit(),
                Interpolation.BILINEAR_ANTIALIASED,
                own ? Numbers.of(a.mean(), channels) : a.scaling().mean(a.colours()),
                own ? Numbers.of(a.std(), channels) : a.scaling().std(a.colours()),
                0);
        String name = ProposedNames.printable(fileName);
        return new ModelCard(
                a.id(),
                a.title().strip(),
                "Imported by you from %s.".formatted(name.isBlank() ? "a file" : name),
                a.task(),
                a.licence().isBlank() ? "None stated" : a.licence().strip(),
                "",
                a.id(),
                List.of(new ModelFile(precision(), a.id() + ".onnx", sha256, size, "")),
                "Import the file that this card was made for once more.",
                input,
                new EmbeddingOutput(dimension(a), a.normalise()),
                null,
                List.of());
    }
}
