package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.store.StoredFile;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models import FILE --model ID} or {@code --card CARD.yaml}. */
@Command(name = "import", description = "Takes a model file that you have.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "An .onnx file.")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One of the two. */
    private static final class Which {
        @Option(names = "--model", paramLabel = "ID", description = "The model that it is, from `facet models list`.")
        private @Nullable String id;

        @Option(
                names = "--card",
                paramLabel = "CARD.yaml",
                description = "A card of your own that says how to feed it; Facet keeps a copy."
                        + " `facet models show ID` prints one to start from.")
        private @Nullable Path card;
    }

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.open(FacetHome.ofThisAccount());
        Path yaml = which.card;
        ModelCard card =
                yaml != null ? CardYaml.load(yaml) : library.catalogue().find(Objects.requireNonNull(which.id));
        ByteProgress progress = new ByteProgress(command.commandLine().getErr(), card.title());
        StoredFile stored = yaml != null
                ? library.takeNew(file, card, precision.get(), progress)
                : library.take(file, card, precision.get(), progress);
        command.commandLine().getOut().printf("%s is here: %s%n", card.id(), stored.path());
        return 0;
    }
}
