package io.facet.app.desk;

import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.RunWatch;

/**
 * A run from its start on, also after its end.
 *
 * @param request what the user asked for
 * @param plan what was decided
 * @param handle to watch and to steer it
 * @param watch its images, events and throughput
 */
public record CurrentRun(RunRequest request, RunPlan plan, RunControl handle, RunWatch watch) {}
