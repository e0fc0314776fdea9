package io.facet.app.master.history;

import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A process that begins a run, says which, and waits to be killed. */
final class HistoryProbe {
    static final String RUN = "run ";

    private HistoryProbe() {}

    public static void main(String[] args) throws IOException {
        try (RunHistory history = RunHistory.open(FacetHome.under(Path.of(args[0])), "0.1.0", Clock.systemUTC())) {
            PastRun run = Sample.run("of-another-process", Clock.systemUTC().instant());
            history.begin(run);
            System.out.println(RUN + run.id());
            while (System.in.read() >= 0) {
                history.update(run);
                System.out.println("updated");
            }
        }
    }
}
