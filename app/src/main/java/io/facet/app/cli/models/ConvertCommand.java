package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.convert.ConvertedModel;
import io.facet.models.convert.KerasConverter;
import io.facet.models.store.Progress;
import io.facet.protocol.home.FacetHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models convert weights.h5 -o FILE}. */
@Command(
        name = "convert",
        description =
                "Makes an .onnx file of Keras weights of the VGGFace2 ResNet-50 (weights.h5 or .weights.h5, gzipped or not), and checks it by running it.",
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "WEIGHTS", description = "The Keras file.")
    private Path weights = Path.of("");

    @Option(names = "-o", paramLabel = "FILE", required = true, description = "The .onnx file to write.")
    private Path target = Path.of("");

    @Option(names = "--import", description = "Also take the result in as model vggface2-resnet50.")
    private boolean take;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        FacetHome home = FacetHome.ofThisAccount();
        String[] last = {""};
        ConvertedModel converted = new KerasConverter().convert(weights, target, (step, fraction) -> {
            if (!step.equals(last[0])) {
                last[0] = step;
                err.println(step);
                err.flush();
            }
        });
        command.commandLine()
                .getOut()
                .printf("%s: from %s%n", converted.file(), converted.layout().label());
        if (take) {
            ModelLibrary library = ModelLibrary.open(home);
            library.takeConverted(target, Progress.NONE);
            command.commandLine().getOut().printf("%s is here.%n", KerasConverter.CARD);
        } else {
            err.printf(
                    "Use it with --model %s, or take it in: facet models import %s --model %s%n",
                    target, target, KerasConverter.CARD);
        }
        return 0;
    }
}
