package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunHandle;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Draining;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.LogLine;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.Row;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that no agent sends: each ends the stream of whoever sends it. */
@Timeout(60)
class MalformedMessageTest extends HostileAgentScenario {
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
        Result result = Result.newBuilder()
                .setPath("a")
                .addRows(Row.getDefaultInstance())
                .build();
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
                                .setFailures(FailureBatch.newBuilder().addFailures(Failure.getDefaultInstance()))),
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
                                .setDraining(Draining.newBuilder().setReason("x".repeat(Limits.MESSAGE_BYTES)))));
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
}
