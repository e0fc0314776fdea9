package io.facet.models.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a pipeline. A new kind of step is a new record here, its rule in {@link StepYaml}, and its execution in an
 * engine; the compiler finds the places, since every switch over steps names all kinds.
 */
public sealed interface StepSpec {

    /** What flows between steps. */
    enum Flow {
        /** The bytes of an image file. */
        FILE,
        /** Pixels. */
        IMAGE,
        /** The finished row of an image. */
        ROW
    }

    /** The name in a pipeline's text. */
    String kind();

    /** What the step takes. */
    Flow takes();

    /** What the step gives. */
    Flow gives();

    /** Reads the image file into pixels, upright and in the colours that the next step's card asks for. */
    record Decode() implements StepSpec {
        @Override
        public String kind() {
            return "decode";
        }

        @Override
        public Flow takes() {
            return Flow.FILE;
        }

        @Override
        public Flow gives() {
            return Flow.IMAGE;
        }
    }

    /**
     * Turns pixels into an embedding.
     *
     * @param model the id of a model card; empty for the run's model
     */
    record Embed(Optional<String> model) implements StepSpec {
        @Override
        public String kind() {
            return "embed";
        }

        @Override
        public Flow takes() {
            return Flow.IMAGE;
        }

        @Override
        public Flow gives() {
            return Flow.ROW;
        }
    }

    /**
     * Gives the same row for every image at no cost, without looking at the file: what is left is the cost of the farm.
     *
     * @param dimension floats in the row
     */
    record Noop(int dimension) implements StepSpec {
        @Override
        public String kind() {
            return "noop";
        }

        @Override
        public Flow takes() {
            return Flow.FILE;
        }

        @Override
        public Flow gives() {
            return Flow.ROW;
        }
    }

    /**
     * Takes a while and gives a row that follows from the image's path alone, without looking at the file: a stand-in for
     * work of a known cost whose results can be checked.
     *
     * @param dimension floats in the row
     * @param perImage how long a slot is busy with an image
     */
    record Simulate(int dimension, Duration perImage) implements StepSpec {
        @Override
        public String kind() {
            return "simulate";
        }

        @Override
        public Flow takes() {
            return Flow.FILE;
        }

        @Override
        public Flow gives() {
            return Flow.ROW;
        }
    }
}
