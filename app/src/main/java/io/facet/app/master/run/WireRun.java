package io.facet.app.master.run;

import io.facet.app.master.schedule.Grant;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.schedule.Scheduler;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.LeaseBatch;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.ModelRef;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.Revoke;
import io.facet.protocol.wire.Row;
import io.facet.protocol.wire.RunEnd;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.StageMicros;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates between a run's own words and the messages of the wire. */
final class WireRun {
    private WireRun() {}

    static MasterMessage spec(String runId, RunPlan plan) {
        RunSpec.Builder spec = RunSpec.newBuilder()
                .setRunId(runId)
                .setPipeline(plan.pipeline())
                .setDimension(plan.output().format().dimension())
                .setPrecision(plan.precision())
                .setBatch(plan.batch())
                .setDatasetRoot(plan.dataset().toString())
                .setMaxImageBytes(plan.limits().bytes())
                .setMaxImagePixels(plan.limits().pixels());
        for (RunPlan.PlannedModel model : plan.models()) {
            spec.addModels(ModelRef.newBuilder()
                    .setId(model.id())
                    .setCard(model.card())
                    .setSha256(model.sha256())
                    .setSize(model.size()));
        }
        return MasterMessage.newBuilder().setRun(spec).build();
    }

    static MasterMessage end(String runId, String reason) {
        return MasterMessage.newBuilder()
                .setRunEnd(RunEnd.newBuilder().setRunId(runId).setReason(Limits.cut(reason)))
                .build();
    }

    static MasterMessage revoke(List<Long> leaseIds) {
        return MasterMessage.newBuilder()
                .setRevoke(Revoke.newBuilder().addAllLeaseIds(leaseIds))
                .build();
    }

    /** As many messages as the limits on a batch and a message ask for. */
    static List<MasterMessage> leases(String runId, List<Grant> grants) {
        List<MasterMessage> messages = new ArrayList<>();
        LeaseBatch.Builder batch = LeaseBatch.newBuilder().setRunId(runId);
        int bytes = 0;
        for (Grant grant : grants) {
            Lease lease = lease(grant);
            bytes += lease.getSerializedSize();
            if (batch.getLeasesCount() == Limits.BATCH || bytes > Limits.MESSAGE_BYTES / 2) {
                messages.add(MasterMessage.newBuilder().setLeases(batch).build());
                batch = LeaseBatch.newBuilder().setRunId(runId);
                bytes = lease.getSerializedSize();
            }
            batch.addLeases(lease);
        }
        messages.add(MasterMessage.newBuilder().setLeases(batch).build());
        return messages;
    }

    private static Lease lease(Grant grant) {
        return Lease.newBuilder()
                .setLeaseId(grant.leaseId())
                .setPath(grant.item().path())
                .setSize(grant.item().size())
                .setAttempt(grant.attempt())
                .addAllAvoidSlots(grant.avoidSlots())
                .build();
    }

    /** The outcome that {@code result} stands for; empty if a row has another length or is not finite. */
    static Optional<Outcome.Done> outcome(Result result, String agentId, int dimension) {
        for (Row row : result.getRowsList()) {
            if (row.getEmbedding().size() != dimension * Float.BYTES || !isFinite(row)) {
                return Optional.empty();
            }
        }
        StageMicros stages = result.getStages();
        return Optional.of(new Outcome.Done(
                result.getRowsList().stream().map(Row::getEmbedding).toList(),
                new Outcome.Worker(
                        agentId,
                        result.getSlotId(),
                        result.getDeviceClass(),
                        stages.getFetch(),
                        stages.getDecode(),
                        stages.getQueue(),
                        stages.getRun())));
    }

    private static boolean isFinite(Row row) {
        ByteBuffer values = row.getEmbedding().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.getFloat())) {
                return false;
            }
        }
        return true;
    }

    /** What a result amounts to that stands for no outcome. */
    static Scheduler.Attempt notNumbers(Result result) {
        return new Scheduler.Attempt(
                Reason.MODEL_ERROR,
                "The model returned numbers that are not finite, or too few of them.",
                true,
                result.getSlotId());
    }

    static Scheduler.Attempt attempt(Failure failure) {
        Reason reason = switch (failure.getReason()) {
            case NO_FACE -> Reason.NO_FACE;
            case UNREADABLE -> Reason.UNREADABLE;
            case TOO_LARGE -> Reason.TOO_LARGE;
            case MODEL_ERROR, REASON_UNSPECIFIED, UNRECOGNIZED -> Reason.MODEL_ERROR;
            case GAVE_UP -> Reason.GAVE_UP;
        };
        return new Scheduler.Attempt(reason, failure.getMessage(), failure.getRetryable(), failure.getSlotId());
    }
}
