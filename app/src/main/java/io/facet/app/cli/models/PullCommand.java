package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.store.StoredFile;
import io.facet.protocol.home.FacetHome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models pull ID}. */
@Command(
        name = "pull",
        description = "Downloads a model and checks it; goes on where an earlier try broke.",
        mixinStandardHelpOptions = true)
final class PullCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "ID", description = "A model from `facet models list`.")
    private String id = "";

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.open(FacetHome.ofThisAccount());
        ModelCard card = library.catalogue().find(id);
        StoredFile file = library.store()
                .pull(
                        card,
                        precision.get(),
                        new ByteProgress(command.commandLine().getErr(), card.title()),
                        Thread.currentThread()::isInterrupted);
        command.commandLine().getOut().printf("%s is here: %s%n", card.id(), file.path());
        return 0;
    }
}
