package io.facet.app.ui.models;

import io.facet.models.catalogue.ImageInput.Colours;
import java.util.Collections;
import java.util.List;

/** Ways of turning pixels of 0 to 255 into what a model was trained on: {@code (pixel - mean) / std}. */
enum Scaling {
    /** Pixels as they are. */
    RAW,
    /** 0 to 1. */
    UNIT,
    /** -1 to 1. */
    SIGNED,
    /** As torchvision's models: mean 0.485, 0.456, 0.406 and std 0.229, 0.224, 0.225 of pixels from 0 to 1. */
    IMAGENET,
    /** As the VGGFace2 networks in the caffe style: the training set's mean is taken off. */
    VGGFACE2,
    /** Numbers that the user gives. */
    OWN;

    /** Whether there are numbers for such a tensor: those of photos in colour say nothing about grey ones. */
    boolean fits(Colours colours) {
        return colours != Colours.GREY || (this != IMAGENET && this != VGGFACE2);
    }

    List<Double> mean(Colours colours) {
        return switch (this) {
            case RAW, UNIT, OWN -> all(0, colours);
            case SIGNED -> all(127.5, colours);
            case IMAGENET -> inOrder(colours, 123.675, 116.28, 103.53);
            case VGGFACE2 -> inOrder(colours, 131.0912, 103.8827, 91.4953);
        };
    }

    List<Double> std(Colours colours) {
        return switch (this) {
            case RAW, VGGFACE2, OWN -> all(1, colours);
            case UNIT -> all(255, colours);
            case SIGNED -> all(127.5, colours);
            case IMAGENET -> inOrder(colours, 58.395, 57.12, 57.375);
        };
    }

    private static List<Double> all(double number, Colours colours) {
        return Collections.nCopies(colours.channels(), number);
    }

    private static List<Double> inOrder(Colours colours, Double red, Double green, Double blue) {
        return colours == Colours.BGR ? List.of(blue, green, red) : List.of(red, green, blue);
    }
}
