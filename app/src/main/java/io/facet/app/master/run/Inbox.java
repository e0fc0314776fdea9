package io.facet.app.master.run;

import io.facet.app.master.farm.ConnectedAgent;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.schedule.Scheduler;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import java.util.List;

/** Passes on to the scheduler what agents have made of images. Confined to the master's loop. */
final class Inbox {
    private final String runId;
    private final int dimension;
    private final Farm farm;
    private final Scheduler scheduler;

    /**
     * Takes what is for that run; what is for another one is acknowledged and forgotten.
     *
     * @param dimension floats in a row
     */
    Inbox(String runId, int dimension, Farm farm, Scheduler scheduler) {
        this.runId = runId;
        this.dimension = dimension;
        this.farm = farm;
        this.scheduler = scheduler;
    }

    void results(ConnectedAgent agent, ResultBatch batch) {
        boolean ours = batch.getRunId().equals(runId);
        for (Result r : batch.getResultsList()) {
            if (!ours) {
                farm.acknowledge(agent.id(), List.of(r.getLeaseId()));
                continue;
            }
            var done = WireRun.outcome(r, agent.id(), dimension);
            if (done.isPresent()) {
                agent.countDone();
                scheduler.done(agent.id(), r.getLeaseId(), r.getPath(), done.get());
            } else {
                agent.countFailed();
                scheduler.failed(
                        agent.id(),
                        r.getLeaseId(),
                        r.getPath(),
                        new Scheduler.Attempt(
                                Reason.MODEL_ERROR,
                                "The model returned numbers that are not finite, or too few of them.",
                                true,
                                r.getSlotId()));
            }
        }
    }

    void failures(ConnectedAgent agent, FailureBatch batch) {
        boolean ours = batch.getRunId().equals(runId);
        for (Failure f : batch.getFailuresList()) {
            if (ours) {
                agent.countFailed();
                scheduler.failed(agent.id(), f.getLeaseId(), f.getPath(), WireRun.attempt(f));
            } else {
                farm.acknowledge(agent.id(), List.of(f.getLeaseId()));
            }
        }
    }
}
