package io.facet.app.dist;

import io.facet.app.master.history.RunHistory;
import io.facet.protocol.home.FacetHome;
import java.time.Clock;

/** Opens the run history of the distribution, and ends as if killed. */
final class HistoryProgram {
    private HistoryProgram() {}

    public static void main(String[] arguments) {
        RunHistory history = RunHistory.open(FacetHome.ofThisAccount(), "0.1.0", Clock.systemUTC());
        System.out.println("runs " + history.list(10, "").size());
        Runtime.getRuntime().halt(0);
    }
}
