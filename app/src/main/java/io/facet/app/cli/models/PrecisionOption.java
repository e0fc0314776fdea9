package io.facet.app.cli.models;

import io.facet.models.catalogue.ModelCard.Precision;
import picocli.CommandLine.Option;

/** {@code --precision}, for the commands that mean one file of a model. */
final class PrecisionOption {
    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "Which file of the model: fp32 (default), fp16 or int8.")
    private Precision precision = Precision.FP32;

    Precision get() {
        return precision;
    }
}
