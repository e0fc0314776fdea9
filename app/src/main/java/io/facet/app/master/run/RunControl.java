package io.facet.app.master.run;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run as those hold it who watch and steer it. Thread-safe. */
public interface RunControl {
    /** How the run stands; at most a fifth of a second old. */
    RunSnapshot snapshot();

    /** Completed when the run has ended and its files are closed; never exceptionally. */
    CompletableFuture<RunResult> result();

    /** Ends the run now; what is done stays, the rest is for the next start. */
    void stop();

    /** Lends nothing until {@link #unpause}; images under way are finished, and agents keep their models loaded. */
    void pause();

    /** Goes on after {@link #pause}. */
    void unpause();

    /** Lends nothing more and ends the run when the images under way are finished. {@link #stop} still ends it now. */
    void stopAfterRunning();

    /**
     * Takes up images again that ended with a failure in this start of the run: their failures go from the failures file,
     * and the run does not finish before they have ended anew. In a run with rows in order, their rows come after what
     * follows them, and the manifest says so.
     *
     * @param paths relative to the dataset
     * @return completed with the paths that were taken up; images that have not failed are not among them, and none is
     *     once the run ends
     */
    CompletableFuture<List<String>> retry(Collection<String> paths);
}
