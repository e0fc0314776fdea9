package io.facet.models.convert;

import java.nio.file.Path;

/**
 * What a conversion made.
 *
 * @param file the ONNX file
 * @param layout how the weights were stored
 * @param sourceSha256 of the HDF5 file, unpacked, lower-case hex
 */
public record ConvertedModel(Path file, Layout layout, String sourceSha256) {

    /** How Keras lays out weights in HDF5 files. */
    public enum Layout {
        /** Keras 1 and 2: groups named after the layers. */
        LEGACY("keras-legacy"),
        /** Keras 3: groups numbered by kind of layer. */
        KERAS_3("keras-3");

        private final String label;

        Layout(String label) {
            this.label = label;
        }

        /** The name that stands in the model's metadata. */
        public String label() {
            return label;
        }
    }
}
