package io.facet.app.cli.models;

import io.facet.models.store.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows how much of a file is there: drawn over on a terminal, a line every tenth elsewhere. Not thread-safe. */
final class ByteProgress implements Progress {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter err;
    private final String what;
    private final boolean interactive;
    private long last = System.nanoTime() - EVERY;
    private long lastTenth = -1;

    ByteProgress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
        this.interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public void at(long done, long total) {
        long tenth = total == 0 ? 10 : 10 * done / total;
        if (interactive && (System.nanoTime() - last >= EVERY || done == total)) {
            last = System.nanoTime();
            err.print("\r" + text(done, total) + (done == total ? "\n" : ""));
        } else if (!interactive && tenth != lastTenth) {
            err.println(text(done, total));
        }
        lastTenth = tenth;
        err.flush();
    }

    private String text(long done, long total) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f of %.1f MB (%d %%)",
                what,
                done / 1e6,
                total / 1e6,
                total == 0 ? 100 : 100 * done / total);
    }
}
