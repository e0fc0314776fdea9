package io.facet.app.master.run;

import io.facet.app.UserException;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param snapshot the last one; its state is FINISHED, FAILED or STOPPED
 * @param failuresInFile failures in the failures file, of all starts of the run, without images that have no face
 * @param failure why the run could not go on; null unless FAILED
 */
public record RunResult(
        RunSnapshot snapshot, long failuresInFile, @Nullable UserException failure) {}
