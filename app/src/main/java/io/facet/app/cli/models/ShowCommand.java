package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.CardDigest;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.protocol.home.FacetHome;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet models show ID}. */
@Command(name = "show", description = "Prints a model's card.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "ID", description = "A model from `facet models list`.")
    private String id = "";

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        ModelLibrary library = ModelLibrary.open(FacetHome.ofThisAccount());
        ModelCard card = library.catalogue().find(id);
        out.print(CardYaml.write(card));
        out.printf("# state: %s%n", ListCommand.state(library, card));
        out.printf("# digest of what decides the output: %s%n", CardDigest.of(card));
        out.flush();
        return 0;
    }
}
