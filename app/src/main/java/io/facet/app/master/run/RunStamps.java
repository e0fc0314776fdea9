package io.facet.app.master.run;

import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the manifest say how far a run is, for whoever finds the files after a kill. Confined to the master's loop, but
 * for {@link #last}.
 */
final class RunStamps {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final RunBook book;
    private final OutputWriter writer;
    private final Clock clock;
    private long lastTime;
    private long stamped;

    RunStamps(RunBook book, OutputWriter writer, Clock clock) {
        this.book = book;
        this.writer = writer;
        this.clock = clock;
    }

    /** To be called several times a second. */
    void tick(long now) {
        if (book.ended() != stamped && now - lastTime > EVERY.toNanos()) {
            now(now);
        }
    }

    /** Without waiting for its time. */
    void now(long now) {
        stamped = book.ended();
        lastTime = now;
        writer.stamp(book.manifest(Manifest.State.RUNNING, writer, null, clock));
    }

    /**
     * The manifest of a run that has ended. Made on the loop, after what the writer has told it last; here, if there is no
     * loop any more. Not to be called on the loop.
     *
     * @param sha256 of the CSV, if the run has finished
     */
    Manifest last(MasterLoop loop, Manifest.State how, @Nullable String sha256) {
        try {
            return loop.call(() -> book.manifest(how, writer, sha256, clock));
        } catch (RejectedExecutionException closed) {
            return book.manifest(how, writer, sha256, clock);
        }
    }
}
