package io.facet.app.cli.models;

import io.facet.models.ModelException;
import io.facet.models.convert.BenchModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models make-bench-model vggface2-resnet50 --seed N -o FILE}. */
@Command(
        name = "make-bench-model",
        description =
                "Writes a model of the same architecture with random weights: for measuring speed, it recognises nothing.",
        mixinStandardHelpOptions = true)
final class MakeBenchModelCommand implements Callable<Integer> {
    private static final String ARCHITECTURE = "vggface2-resnet50";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "ARCHITECTURE", description = "vggface2-resnet50.")
    private String architecture = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same file. Default: 1.")
    private long seed;

    @Option(names = "-o", paramLabel = "FILE", required = true, description = "The .onnx file to write.")
    private Path target = Path.of("");

    @Override
    public Integer call() {
        if (!architecture.equals(ARCHITECTURE)) {
            throw new ModelException(
                    ModelException.Code.MODEL_UNKNOWN,
                    "There is no bench model of %s; there is one of %s.".formatted(architecture, ARCHITECTURE));
        }
        BenchModel.write(seed, target);
        command.commandLine()
                .getOut()
                .printf("%s: random weights (seed %d), for speed and plumbing only%n", target, seed);
        return 0;
    }
}
