package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a run computes and writes, shared by {@code facet run} and {@code facet master}. */
final class RunOptions {
    private static final List<String> PRECISIONS = List.of("fp32", "fp16", "int8");

    @Option(
            names = "--pipeline",
            paramLabel = "NAME|FILE",
            description = "What is done with each image: embed (default), or a YAML file.")
    private @Nullable String pipeline;

    @Option(
            names = "--model",
            paramLabel = "ID|FILE",
            description = "The model: an id from `facet models list`, or an .onnx file. Default: builtin-512.")
    private @Nullable String model;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "fp32 (default), fp16 or int8.")
    private String precision = "fp32";

    @Option(
            names = "--batch",
            paramLabel = "auto|N",
            defaultValue = "auto",
            description = "Images per run of the model. auto (default): each agent decides.")
    private String batch = "auto";

    @Option(names = "--resume", description = "Continue an output that exists; start anew if there is none.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace an output that exists.")
    private boolean overwrite;

    @Option(names = "--retry-failed", description = "With --resume: take up again the images that failed.")
    private boolean retryFailed;

    @Option(names = "--ordered", description = "Rows in the order of the scan: the same bytes from 1 or N agents.")
    private boolean ordered;

    @Option(
            names = "--decimals",
            paramLabel = "6",
            description =
                    "Six decimals in every float, instead of the shortest text that reads back to the same float.")
    private @Nullable Integer decimals;

    @Option(
            names = "--format",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What to write besides the CSV when the run has finished: npy (NumPy), parquet, or both, as in csv,npy,parquet.")
    private List<String> formats = List.of();

    /** The formats besides the CSV, which every run writes. */
    Set<ExportFormat> exports() {
        Set<ExportFormat> exports = EnumSet.noneOf(ExportFormat.class);
        for (String format : formats) {
            String key = format.strip().toLowerCase(Locale.ROOT);
            if (!key.equals("csv")) {
                exports.add(ExportFormat.ofKey(key)
                        .orElseThrow(
                                () -> usage("--format is %s; give csv, npy, parquet or several of them with commas."
                                        .formatted(format))));
            }
        }
        return exports;
    }

    RunRequest request(Path dataset, Path csv, int agents) {
        if (decimals != null && decimals != 6) {
            throw usage("--decimals takes 6; leave it out for the shortest exact text.");
        }
        if (resume && overwrite) {
            throw usage("--resume and --overwrite exclude each other.");
        }
        if (retryFailed && !resume) {
            throw usage("--retry-failed goes with --resume.");
        }
        if (retryFailed && ordered) {
            throw usage("--retry-failed appends the rows of images that are tried again: leave out --ordered.");
        }
        String chosen = precision.toLowerCase(Locale.ROOT);
        if (!PRECISIONS.contains(chosen)) {
            throw usage("--precision is %s; give fp32, fp16 or int8.".formatted(precision));
        }
        return new RunRequest(
                dataset,
                csv,
                pipeline,
                model,
                chosen,
                batch(),
                agents,
                mode(),
                retryFailed,
                ordered,
                decimals == null ? FloatText.SHORTEST : FloatText.SIX_DECIMALS);
    }

    private OutputRequest.Mode mode() {
        if (resume) {
            return OutputRequest.Mode.RESUME;
        }
        return overwrite ? OutputRequest.Mode.OVERWRITE : OutputRequest.Mode.NEW;
    }

    private int batch() {
        if (batch.equals("auto")) {
            return 0;
        }
        try {
            int images = Integer.parseInt(batch);
            if (images >= 1 && images <= 1024) {
                return images;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw usage("--batch is %s; give auto, or a number from 1 to 1024.".formatted(batch));
    }

    static UserException usage(String message) {
        return new UserException(UserException.Code.USAGE, message);
    }
}
