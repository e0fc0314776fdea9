package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.store.StoredFile;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models import FILE --model ID}. */
@Command(name = "import", description = "Takes a model file that you have.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "An .onnx file.")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "ID",
            required = true,
            description = "The model that it is, from `facet models list`.")
    private String id = "";

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.open(FacetHome.ofThisAccount());
        ModelCard card = library.catalogue().find(id);
        StoredFile stored = library.take(
                file,
                card,
                precision.get(),
                new ByteProgress(command.commandLine().getErr(), card.title()));
        command.commandLine().getOut().printf("%s is here: %s%n", card.id(), stored.path());
        return 0;
    }
}
