package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.app.master.run.RunHandle;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Draining;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.LogLine;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.Row;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that have joined and behave badly: each harms itself alone. */
@Timeout(60)
class HostileAgentTest {
    @TempDir
    private Path folder;

    private TestMaster master;
    private NumberedImages images;
    private Path csv;

    @BeforeEach
    void open() {
        master = new TestMaster(folder.resolve("home"));
        images = NumberedImages.create(folder.resolve("images"), 40);
        csv = folder.resolve("out.csv");
    }

    @AfterEach
    void close() {
        master.close();
    }

    /** Whatever the others did, an honest agent finishes the run. */
    private void honestAgentFinishes(RunHandle run) {
        try (TestAgent honest = TestAgent.start(master.join())) {
            TestMaster.await(run);
            assertThat(honest.runs()).isTrue();
        }
        images.allIn(csv);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_malformed_message_ends_the_stream_of_its_agent_and_nothing_else(AgentMessage malformed) {
        RunHandle run = master.start(images, csv);
        try (RawAgent raw = new RawAgent(master.join()).greet(1)) {
            raw.send(malformed.toBuilder());

            assertThat(raw.refusal()).isIn("MESSAGE_INVALID", "MASTER_UNREACHABLE");
            Await.until("it is gone", () -> run.snapshot().agents().isEmpty());
        }
        honestAgentFinishes(run);
    }

    static List<Arguments> malformed() {
        String longName = "x".repeat(Limits.NAME_CHARS + 1);
        Result result =
                Result.newBuilder().setPath("a").addRows(Row.getDefaultInstance()).build();
        return List.of(
                message("nothing", AgentMessage.newBuilder()),
                message("a second hello", AgentMessage.newBuilder().setHello(Hello.getDefaultInstance())),
                message(
                        "negative demand",
                        AgentMessage.newBuilder().setDemand(Demand.newBuilder().setCredits(-1))),
                message(
                        "too much demand",
                        AgentMessage.newBuilder().setDemand(Demand.newBuilder().setCredits(Limits.CREDITS + 1))),
                message(
                        "a long run id",
                        AgentMessage.newBuilder().setDemand(Demand.newBuilder().setRunId(longName))),
                message(
                        "too many results",
                        AgentMessage.newBuilder()
                                .setResults(ResultBatch.newBuilder()
                                        .addAllResults(Collections.nCopies(Limits.BATCH + 1, result)))),
                message(
                        "a result without rows",
                        AgentMessage.newBuilder()
                                .setResults(ResultBatch.newBuilder()
                                        .addResults(Result.newBuilder().setPath("a")))),
                message(
                        "a failure without a path",
                        AgentMessage.newBuilder()
                                .setFailures(
                                        FailureBatch.newBuilder().addFailures(Failure.getDefaultInstance()))),
                message(
                        "too many leases in telemetry",
                        AgentMessage.newBuilder()
                                .setTelemetry(Telemetry.newBuilder()
                                        .addAllHeldLeases(LongStream.range(0, Limits.CREDITS + 1)
                                                .boxed()
                                                .toList()))),
                message(
                        "a long log line",
                        AgentMessage.newBuilder()
                                .setLog(LogLine.newBuilder().setMessage("x".repeat(Limits.TEXT_CHARS + 1)))),
                message(
                        "a message over the limit of the wire",
                        AgentMessage.newBuilder()
                                .setDraining(
                                        Draining.newBuilder().setReason("x".repeat(Limits.MESSAGE_BYTES)))));
    }

    private static Arguments message(String name, AgentMessage.Builder message) {
        return Arguments.of(Named.of(name, message.build()));
    }

    @Test
    void whoever_does_not_say_hello_first_is_not_served() {
        try (RawAgent raw = new RawAgent(master.join())) {
            raw.send(AgentMessage.newBuilder().setDemand(Demand.newBuilder().setCredits(100)));

            assertThat(raw.refusal()).isEqualTo("MESSAGE_INVALID");
            assertThat(raw.heard).isEmpty();
        }
    }

    @Test
    void more_slots_than_an_agent_may_have_are_refused() {
        try (RawAgent raw = new RawAgent(master.join())) {
            raw.send(AgentMessage.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setProtocolVersion(1)
                            .addAllSlots(Collections.nCopies(Limits.SLOTS + 1, Slot.getDefaultInstance()))));

            assertThat(raw.refusal()).isEqualTo("MESSAGE_INVALID");
        }
    }

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
                    raw, Lease.newBuilder().setLeaseId(77).setPath("../../etc/passwd").build(), floats(1)));
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
                raw.send(AgentMessage.newBuilder().setDemand(Demand.newBuilder().setRunId("another").setCredits(1)));
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
