package io.facet.app.cli.models;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.ModelCard;
import io.facet.protocol.home.FacetHome;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet models list}. */
@Command(
        name = "list",
        description = "Shows the models that Facet knows, and which are here.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        ModelLibrary library = ModelLibrary.open(FacetHome.ofThisAccount());
        out.printf("%-30s %-5s %-26s %s%n", "ID", "DIM", "STATE", "TITLE");
        for (ModelCard card : library.catalogue().all()) {
            out.printf(
                    Locale.ROOT,
                    "%-30s %-5d %-26s %s%n",
                    card.id(),
                    card.output().dimension(),
                    state(library, card),
                    card.title());
        }
        out.flush();
        library.catalogue()
                .problems()
                .forEach(problem -> command.commandLine().getErr().println(problem.describe()));
        return 0;
    }

    static String state(ModelLibrary library, ModelCard card) {
        String here = library.filesHere(card).keySet().stream()
                .map(p -> p.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (!here.isEmpty()) {
            return "here (" + here + ")";
        }
        return card.files().stream().anyMatch(ModelCard.ModelFile::downloadable) ? "to be pulled" : "to be imported";
    }
}
