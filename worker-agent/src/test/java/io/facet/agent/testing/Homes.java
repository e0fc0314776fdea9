package io.facet.agent.testing;

import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;

/** Accounts of Facet in folders of a test's own. */
public final class Homes {
    private Homes() {}

    public static FacetHome in(Path folder) {
        return new FacetHome(
                folder.resolve("state"),
                folder.resolve("models"),
                folder.resolve("cache"),
                folder.resolve("logs"),
                folder.resolve("documents"));
    }
}
