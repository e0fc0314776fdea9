package io.facet.app.models;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.onnx.Dimension;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.OnnxSummary;
import io.facet.models.onnx.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the graph of an ONNX file tells about a card for it. Lengths that it leaves open are {@link #OPEN}. Immutable.
 *
 * @param half whether it takes float16
 * @param axes lengths of the input's axes after the batch
 * @param layout of the input; null if either would do
 * @param outputs that Facet can write rows of, at least one; a run takes the first one of the card's dimension, so those
 *     that another one stands in front of are left out
 */
public record GraphFacts(
        boolean half, List<Integer> axes, @Nullable Layout layout, List<Output> outputs) {
    /** A length that is known when the model runs. */
    public static final int OPEN = 0;

    private static final int LONGEST_SIDE = 4096;
    private static final int MOST_NUMBERS = 65536;
    private static final Set<Integer> CHANNELS = Set.of(1, 3);

    public GraphFacts {
        axes = List.copyOf(axes);
        outputs = List.copyOf(outputs);
    }

    /**
     * An output.
     *
     * @param shape as text for people
     * @param dimension numbers per image
     */
    public record Output(String name, String shape, int dimension) {}

    /**
     * Reads them from what a file says of itself.
     *
     * @throws ModelException MODEL_INVALID if no card could make Facet run it
     */
    public static GraphFacts of(OnnxSummary summary) {
        if (summary.inputs().size() != 1) {
            throw unfit("has %d inputs; Facet runs models with one"
                    .formatted(summary.inputs().size()));
        }
        TensorInfo input = summary.inputs().getFirst();
        if (!isFloat(input)) {
            throw unfit("takes %s; Facet runs models that take floats".formatted(input.describe()));
        }
        List<Integer> axes = axes(input);
        boolean first = mayBeChannels(axes.get(0));
        boolean last = mayBeChannels(axes.get(2));
        if (!first && !last) {
            throw unfit("takes %s; Facet feeds images of 1 or 3 channels".formatted(input.describe()));
        }
        List<Output> outputs = outputs(summary.outputs());
        if (outputs.isEmpty()) {
            throw unfit("returns no floats for each image, so there is nothing to write as a row");
        }
        return new GraphFacts(input.type() == ElementType.FLOAT16, axes, layout(axes, first, last), outputs);
    }

    private static @Nullable Layout layout(List<Integer> axes, boolean first, boolean last) {
        if (first != last) {
            return first ? Layout.NCHW : Layout.NHWC;
        }
        boolean saysFirst = CHANNELS.contains(axes.get(0));
        boolean saysLast = CHANNELS.contains(axes.get(2));
        if (saysFirst == saysLast) {
            return null;
        }
        return saysFirst ? Layout.NCHW : Layout.NHWC;
    }

    private static List<Integer> axes(TensorInfo input) {
        List<Dimension> shape = input.shape();
        if (shape == null) {
            return List.of(OPEN, OPEN, OPEN);
        }
        if (shape.size() != 4) {
            throw unfit("takes %s; Facet feeds images, which have a batch, a height, a width and channels"
                    .formatted(input.describe()));
        }
        List<Integer> axes = new ArrayList<>();
        for (Dimension axis : shape.subList(1, 4)) {
            long length = length(axis);
            if (length > LONGEST_SIDE) {
                throw unfit("takes %s; Facet feeds images of at most %d pixels a side"
                        .formatted(input.describe(), LONGEST_SIDE));
            }
            axes.add((int) length);
        }
        return axes;
    }

    private static List<Output> outputs(List<TensorInfo> all) {
        List<Output> usable = new ArrayList<>();
        for (TensorInfo info : all) {
            List<Dimension> shape = info.shape();
            if (isFloat(info) && (shape == null || shape.size() > 1)) {
                long numbers = shape == null ? OPEN : numbers(shape.subList(1, shape.size()));
                boolean hidden = usable.stream().anyMatch(o -> o.dimension() == OPEN || o.dimension() == numbers);
                if (numbers <= MOST_NUMBERS && !hidden) {
                    usable.add(new Output(info.name(), info.describe(), (int) numbers));
                }
            }
        }
        return usable;
    }

    private static long numbers(List<Dimension> axes) {
        long numbers = 1;
        for (Dimension axis : axes) {
            // Longer than any row, whatever the other axes are: it must not overflow.
            numbers = Math.min(numbers * Math.min(length(axis), MOST_NUMBERS + 1L), MOST_NUMBERS + 1L);
        }
        return numbers;
    }

    private static long length(Dimension axis) {
        return axis instanceof Dimension.Fixed(long length) ? length : OPEN;
    }

    private static boolean isFloat(TensorInfo info) {
        return info.type() == ElementType.FLOAT32 || info.type() == ElementType.FLOAT16;
    }

    private static boolean mayBeChannels(int length) {
        return length == OPEN || CHANNELS.contains(length);
    }

    private static ModelException unfit(String what) {
        return new ModelException(Code.MODEL_INVALID, "The model " + what + ".");
    }

    public int channels(Layout in) {
        return axes.get(in == Layout.NCHW ? 0 : 2);
    }

    public int height(Layout in) {
        return axes.get(in == Layout.NCHW ? 1 : 0);
    }

    public int width(Layout in) {
        return axes.get(in == Layout.NCHW ? 2 : 1);
    }

    /** Whether a card's figures are in these shapes. */
    public boolean fits(ModelCard card) {
        ImageInput input = card.input();
        return (layout == null || layout == input.layout())
                && same(channels(input.layout()), input.colours().channels())
                && same(width(input.layout()), input.width())
                && same(height(input.layout()), input.height())
                && outputs.stream()
                        .anyMatch(o -> same(o.dimension(), card.output().dimension()));
    }

    private static boolean same(int declared, int wanted) {
        return declared == OPEN || declared == wanted;
    }
}
