package io.facet.models.image;

import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import java.util.Collections;
import java.util.List;

/** Builds inputs of cards: NHWC, BGR, squash, bilinear, values as they are, unless said otherwise. */
public final class Inputs {
    private final int width;
    private final int height;
    private Layout layout = Layout.NHWC;
    private Colours colours = Colours.BGR;
    private Fit fit = Fit.SQUASH;
    private Interpolation interpolation = Interpolation.BILINEAR;
    private List<Double> mean = List.of();
    private List<Double> std = List.of();
    private int scaledDecode;

    private Inputs(int width, int height) {
        this.width = width;
        this.height = height;
    }

    public static Inputs of(int width, int height) {
        return new Inputs(width, height);
    }

    /** The VGGFace2 models as their authors feed them. */
    public static Inputs vggface2() {
        return of(224, 224).fit(Fit.SHORT_SIDE_CENTRE_CROP).mean(91.4953, 103.8827, 131.0912);
    }

    public Inputs layout(Layout value) {
        layout = value;
        return this;
    }

    public Inputs colours(Colours value) {
        colours = value;
        return this;
    }

    public Inputs fit(Fit value) {
        fit = value;
        return this;
    }

    public Inputs interpolation(Interpolation value) {
        interpolation = value;
        return this;
    }

    public Inputs mean(Double... values) {
        mean = List.of(values);
        return this;
    }

    public Inputs std(Double... values) {
        std = List.of(values);
        return this;
    }

    public Inputs scaledDecode(int value) {
        scaledDecode = value;
        return this;
    }

    public ImageInput build() {
        return new ImageInput(
                layout,
                width,
                height,
                colours,
                fit,
                interpolation,
                mean.isEmpty() ? Collections.nCopies(colours.channels(), 0.0) : mean,
                std.isEmpty() ? Collections.nCopies(colours.channels(), 1.0) : std,
                scaledDecode);
    }
}
