package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.app.master.run.RunHandle;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.Row;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Telemetry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents that have joined and behave badly: each harms itself alone. */
@Timeout(60)
class HostileAgentTest extends HostileAgentScenario {
    @Test
    void rows_that_are_no_numbers_or_too_few_are_not_written() {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1).ask(3)) {
            Await.until("leases", () -> raw.leases().size() == 3);
            raw.send(results(raw, raw.leases().get(0), floats(Float.NaN)));
            raw.send(results(raw, raw.leases().get(1), floats()));
            raw.send(results(raw, raw.leases().get(2), floats(1, 2)));
            Await.until("acknowledged all the same", () -> raw.acknowledged().size() == 3);

            assertThat(run.snapshot().done()).isZero();
            assertThat(raw.isOver()).isFalse();
        }
        honestAgentFinishes(run);
    }

    @Test
    void results_for_images_that_are_not_in_the_run_or_of_another_run_change_nothing() {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1).ask(1)) {
            Await.until("a lease", () -> raw.leases().size() == 1);
            raw.send(results(
                    raw,
                    Lease.newBuilder()
                            .setLeaseId(77)
                            .setPath("../../etc/passwd")
                            .build(),
                    floats(1)));
            raw.send(AgentMessage.newBuilder()
                    .setResults(ResultBatch.newBuilder()
                            .setRunId("another")
                            .addResults(Result.newBuilder()
                                    .setLeaseId(raw.leases().getFirst().getLeaseId())
                                    .setPath(raw.leases().getFirst().getPath())
                                    .addRows(Row.newBuilder().setEmbedding(floats(999))))));
            Await.until("both are acknowledged", () -> raw.acknowledged().size() == 2);
        }
        honestAgentFinishes(run);
    }

    @Test
    void failures_that_an_agent_invents_do_not_end_images_that_others_have_done() {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1)) {
            Await.until("the run", () -> raw.heard.stream().anyMatch(m -> m.hasRun()));
            honestAgentFinishes(run);
            raw.send(AgentMessage.newBuilder()
                    .setFailures(FailureBatch.newBuilder()
                            .setRunId(raw.runId())
                            .addFailures(Failure.newBuilder()
                                    .setLeaseId(1)
                                    .setPath(NumberedImages.path(0))
                                    .setReason(Reason.UNREADABLE))));
            Await.until("acknowledged", () -> !raw.acknowledged().isEmpty());
        }
        images.allIn(csv);
    }

    @Test
    void an_agent_that_takes_images_and_leaves_costs_nothing() {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1).ask(40)) {
            Await.until("it has them all", () -> raw.leases().size() == 40);
        }
        honestAgentFinishes(run);
    }

    @Test
    void a_flood_of_every_kind_of_message_stops_nobody() {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1)) {
            for (int i = 0; i < 2000; i++) {
                raw.send(AgentMessage.newBuilder()
                        .setTelemetry(Telemetry.newBuilder()
                                .addHeldLeases(i)
                                .setCpuLoad(Double.NaN)
                                .setState("idle")));
                raw.send(AgentMessage.newBuilder()
                        .setRunStatus(RunStatus.newBuilder()
                                .setRunId("another")
                                .setState(RunStatus.State.FAILED)
                                .setProgress(Double.NEGATIVE_INFINITY)));
                raw.send(AgentMessage.newBuilder()
                        .setDemand(Demand.newBuilder().setRunId("another").setCredits(1)));
            }
            honestAgentFinishes(run);
        }
    }

    @Test
    void calls_that_are_opened_and_never_used_stop_nobody() {
        RunHandle run = master.start(images, csv);
        List<RawAgent> mute = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> new RawAgent(master.join()))
                .toList();
        try {
            honestAgentFinishes(run);
        } finally {
            mute.forEach(RawAgent::close);
        }
    }

    private static AgentMessage.Builder results(RawAgent raw, Lease lease, ByteString row) {
        return AgentMessage.newBuilder()
                .setResults(ResultBatch.newBuilder()
                        .setRunId(raw.runId())
                        .addResults(Result.newBuilder()
                                .setLeaseId(lease.getLeaseId())
                                .setPath(lease.getPath())
                                .setSlotId("s-0")
                                .addRows(Row.newBuilder().setEmbedding(row))));
    }

    private static ByteString floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
