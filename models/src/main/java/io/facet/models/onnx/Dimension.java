package io.facet.models.onnx;

/** One axis of a tensor's shape, as an ONNX file declares it. */
public sealed interface Dimension {

    /** An axis of this length. */
    record Fixed(long length) implements Dimension {
        public Fixed {
            if (length < 0) {
                throw new IllegalArgumentException("negative length " + length);
            }
        }

        @Override
        public String toString() {
            return Long.toString(length);
        }
    }

    /** An axis whose length is known when the model runs; axes of the same name have the same length. */
    record Dynamic(String name) implements Dimension {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An axis that the file says nothing about. */
    record Unknown() implements Dimension {
        @Override
        public String toString() {
            return "?";
        }
    }
}
