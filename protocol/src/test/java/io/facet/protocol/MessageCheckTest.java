package io.facet.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.facet.protocol.wire.ActionRefused;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.LeaseBatch;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.ModelRef;
import io.facet.protocol.wire.Moved;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.Row;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.SetSlots;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.SlotsChanged;
import java.util.Collections;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MessageCheckTest {
    private static final Result GOOD = Result.newBuilder()
            .setPath("a/b.jpg")
            .addRows(Row.newBuilder().setEmbedding(ByteString.copyFrom(new byte[2048])))
            .build();

    @Test
    void ordinary_messages_pass() {
        assertThatCode(() -> MessageCheck.check(results(ResultBatch.newBuilder().addResults(GOOD))))
                .doesNotThrowAnyException();
        assertThatCode(() -> MessageCheck.check(AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setAgentName("lab-pc"))
                        .build()))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_too_large_is_named() {
        assertRefused(
                results(ResultBatch.newBuilder().addAllResults(Collections.nCopies(Limits.BATCH + 1, GOOD))),
                "results");
        assertRefused(
                results(ResultBatch.newBuilder().addResults(GOOD.toBuilder().clearRows())), "rows");
        assertRefused(
                results(ResultBatch.newBuilder().addResults(GOOD.toBuilder().clearPath())), "path");
        assertRefused(
                AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setAgentName("x".repeat(201)))
                        .build(),
                "name");
        assertRefused(
                AgentMessage.newBuilder()
                        .setDemand(Demand.newBuilder().setCredits(-1))
                        .build(),
                "credits");
        assertRefused(AgentMessage.getDefaultInstance(), "kind");
    }

    @Test
    void what_the_master_sends_is_checked_too() {
        MasterMessage model = MasterMessage.newBuilder()
                .setRun(RunSpec.newBuilder().addModels(ModelRef.newBuilder().setSha256("../../etc/passwd")))
                .build();
        MasterMessage lease = MasterMessage.newBuilder()
                .setLeases(LeaseBatch.newBuilder().addLeases(Lease.newBuilder().setPath("p".repeat(9000))))
                .build();

        assertThatThrownBy(() -> MessageCheck.check(model)).hasMessageContaining("sha256");
        assertThatThrownBy(() -> MessageCheck.check(lease)).hasMessageContaining("path");
    }

    @Test
    void what_people_ask_of_agents_keeps_within_limits_too() {
        MasterMessage slots = MasterMessage.newBuilder()
                .setSetSlots(SetSlots.newBuilder().setCpu(Limits.SLOTS + 1))
                .build();
        MasterMessage moved = MasterMessage.newBuilder()
                .setMoved(Moved.newBuilder().setPort(70_000))
                .build();
        MasterMessage everywhere = MasterMessage.newBuilder()
                .setMoved(Moved.newBuilder().addAllAddresses(Collections.nCopies(Limits.ADDRESSES + 1, "a")))
                .build();
        AgentMessage many = AgentMessage.newBuilder()
                .setSlots(SlotsChanged.newBuilder()
                        .addAllSlots(Collections.nCopies(Limits.SLOTS + 1, Slot.getDefaultInstance())))
                .build();
        AgentMessage refused = AgentMessage.newBuilder()
                .setRefused(ActionRefused.newBuilder().setMessage("x".repeat(Limits.TEXT_CHARS + 1)))
                .build();

        assertThatThrownBy(() -> MessageCheck.check(slots)).hasMessageContaining("cpu slots");
        assertThatThrownBy(() -> MessageCheck.check(moved)).hasMessageContaining("port");
        assertThatThrownBy(() -> MessageCheck.check(everywhere)).hasMessageContaining("addresses");
        assertRefused(many, "slots");
        assertRefused(refused, "message");
    }

    @Test
    void a_path_is_measured_in_the_bytes_that_it_has_on_the_wire() {
        assertRefused(results(result("ä".repeat(Limits.PATH_BYTES / 2) + "x")), "path");
        assertThatCode(() -> MessageCheck.check(results(result("ä".repeat(Limits.PATH_BYTES / 2)))))
                .doesNotThrowAnyException();
        MessageCheck.check(results(result("\uD83D\uDE00".repeat(Limits.PATH_BYTES / 4))));
        assertThatThrownBy(() -> MessageCheck.check(MasterMessage.newBuilder()
                        .setRun(RunSpec.newBuilder().setDatasetRoot("ä".repeat(Limits.PATH_BYTES)))
                        .build()))
                .hasMessageContaining("dataset");
    }

    @Test
    void notices_are_few_and_short() {
        Hello few = Hello.newBuilder()
                .addNotices("No GPU slots: a library is missing.")
                .build();

        assertThatCode(() -> MessageCheck.check(
                        AgentMessage.newBuilder().setHello(few).build()))
                .doesNotThrowAnyException();
        assertRefused(
                AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().addAllNotices(Collections.nCopies(Limits.NOTICES + 1, "n")))
                        .build(),
                "notices");
        assertRefused(
                AgentMessage.newBuilder()
                        .setRunStatus(RunStatus.newBuilder().addNotices("n".repeat(Limits.TEXT_CHARS + 1)))
                        .build(),
                "notice");
        assertRefused(
                AgentMessage.newBuilder()
                        .setSlots(SlotsChanged.newBuilder().addAllNotices(Collections.nCopies(Limits.NOTICES + 1, "n")))
                        .build(),
                "notices");
    }

    private static ResultBatch.Builder result(String path) {
        return ResultBatch.newBuilder().addResults(GOOD.toBuilder().setPath(path));
    }

    @Property(tries = 1000)
    void any_bytes_are_a_message_that_is_checked_or_no_message(@ForAll byte[] bytes) {
        try {
            MessageCheck.check(AgentMessage.parseFrom(bytes));
            MessageCheck.check(MasterMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | ProtocolException expected) {
            // nothing else may come out
        }
    }

    private static AgentMessage results(ResultBatch.Builder batch) {
        return AgentMessage.newBuilder().setResults(batch).build();
    }

    private static void assertRefused(AgentMessage message, String field) {
        assertThatThrownBy(() -> MessageCheck.check(message))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("\"" + field + "\"");
    }
}
