package io.facet.app.cli;

import io.facet.app.master.output.ReadProgress;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a task is, in percent: drawn over on a terminal, a line now and then elsewhere. Not thread-safe, but for
 * {@link #cancel}.
 */
final class TaskProgress implements ReadProgress {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PLAIN_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final Terminal terminal;
    private final String what;
    private final boolean interactive;
    private long last = System.nanoTime();
    private boolean drawn;
    private volatile boolean cancelled;

    /** Something that is called {@code what}, as in "Checking embeddings.csv". */
    TaskProgress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
        this.interactive = terminal.isInteractive();
    }

    @Override
    public void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - last < (interactive ? EVERY : PLAIN_EVERY)) {
            return;
        }
        last = now;
        String line = "%s: %d %%".formatted(what, 100 * done / total);
        if (interactive) {
            drawn = true;
            terminal.err().print("\r\u001b[2K" + line);
            terminal.err().flush();
        } else {
            terminal.note(line);
        }
    }

    /** Takes the line away. */
    void clear() {
        if (drawn) {
            drawn = false;
            terminal.err().print("\r\u001b[2K");
            terminal.err().flush();
        }
    }

    /** Asks the task to end. Any thread. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
