package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.RunEnd;
import io.facet.protocol.wire.RunSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HostileMasterTest extends LinkScenario {
    @ParameterizedTest
    @MethodSource("malformed")
    void a_malformed_message_ends_the_stream_and_reaches_nobody(MasterMessage malformed) {
        master.script = (talk, message) -> {
            if (message.hasHello()) {
                talk.send(ScriptedMaster.WELCOME);
                talk.send(malformed);
            }
        };
        start();
        Await.until("cut", () -> listener.disconnections() >= 1);

        assertThat(listener.messages()).isEmpty();
    }

    static List<Arguments> malformed() {
        Lease lease = Lease.newBuilder().setLeaseId(1).setPath("a.jpg").build();
        return List.of(
                message("nothing", MasterMessage.getDefaultInstance()),
                message(
                        "a kind of a later version",
                        MasterMessage.newBuilder()
                                .setUnknownFields(UnknownFieldSet.newBuilder()
                                        .addField(
                                                99,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .build())
                                        .build())
                                .build()),
                message(
                        "too many leases",
                        ScriptedMaster.leases(
                                "r",
                                IntStream.range(0, Limits.BATCH + 1)
                                        .mapToObj(i -> lease)
                                        .toArray(Lease[]::new))),
                message(
                        "a lease without a path",
                        ScriptedMaster.leases(
                                "r", Lease.newBuilder().setLeaseId(1).build())),
                message("a long run id", ScriptedMaster.leases("r".repeat(Limits.NAME_CHARS + 1), lease)),
                message(
                        "a long path",
                        ScriptedMaster.leases(
                                "r",
                                lease.toBuilder()
                                        .setPath("x".repeat(Limits.PATH_BYTES + 1))
                                        .build())),
                message(
                        "too many acknowledgements",
                        MasterMessage.newBuilder()
                                .setAck(Ack.newBuilder()
                                        .addAllLeaseIds(LongStream.range(0, Limits.BATCH + 1)
                                                .boxed()
                                                .toList()))
                                .build()),
                message(
                        "a long pipeline",
                        ScriptedMaster.run(RunSpec.newBuilder()
                                .setPipeline("x".repeat(Limits.DOCUMENT_CHARS + 1))
                                .build())),
                message(
                        "a negative dimension",
                        ScriptedMaster.run(RunSpec.newBuilder().setDimension(-1).build())),
                message(
                        "a huge batch",
                        ScriptedMaster.run(
                                RunSpec.newBuilder().setBatch(Limits.BATCH + 1).build())),
                message(
                        "a message over the limit of the wire",
                        MasterMessage.newBuilder()
                                .setRunEnd(RunEnd.newBuilder().setReason("x".repeat(Limits.MESSAGE_BYTES + 1)))
                                .build()),
                message("a second welcome", ScriptedMaster.WELCOME));
    }

    private static Arguments message(String name, MasterMessage message) {
        return Arguments.of(Named.of(name, message));
    }

    @Test
    void a_message_before_the_welcome_ends_the_stream() {
        master.script = (talk, message) -> talk.send(KEEP_ALIVE);
        start();
        Await.until("tried again", () -> listener.failures().size() >= 2);

        assertThat(listener.failures().getFirst().code()).isEqualTo(Code.MESSAGE_INVALID);
        assertThat(listener.connections()).isEmpty();
    }
}
