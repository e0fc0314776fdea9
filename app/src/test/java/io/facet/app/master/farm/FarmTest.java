package io.facet.app.master.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Hello;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Streams whose agents say nothing, or are not admitted any more. */
class FarmTest {
    private final AtomicLong now = new AtomicLong();
    private final Set<String> revoked = new HashSet<>();
    private final Farm farm = new Farm(
            ProtocolVersion.CURRENT, "1.0", "session", now::get, Clock.systemUTC(), agent -> !revoked.contains(agent));
    private final RecordedCall call = new RecordedCall();
    private final AgentSession session = new AgentSession("a", "127.0.0.1:1", call, 0);

    private void pass(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= Limits.HEARTBEAT.toNanos()) {
            now.addAndGet(Math.min(left, Limits.HEARTBEAT.toNanos()));
            farm.heartbeat();
        }
    }

    private void hello() {
        farm.received(
                session,
                AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setProtocolVersion(ProtocolVersion.CURRENT.newest()))
                        .build());
    }

    @Test
    void streamWithoutHelloEndsWhenAnAgentWouldBeGivenUp() {
        farm.opened(session);
        pass(Limits.LOST_AFTER);
        assertThat(session.isOpen()).isTrue();
        pass(Limits.HEARTBEAT);
        assertThat(session.isOpen()).isFalse();
        assertThat(call.error).hasMessageContaining("No Hello");
    }

    @Test
    void streamThatBeganWithHelloGoesOn() {
        farm.opened(session);
        hello();
        pass(Limits.LOST_AFTER.minus(Limits.HEARTBEAT));
        session.heard(now.get());
        pass(Limits.HEARTBEAT.multipliedBy(2));
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void sleepOfTheMasterDoesNotCountAgainstAStreamWithoutHello() {
        farm.opened(session);
        now.addAndGet(Duration.ofHours(1).toNanos());
        farm.heartbeat();
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void revokingEndsAStreamWithoutHello() {
        farm.opened(session);
        revoked.add("a");
        farm.heartbeat();
        assertThat(session.isOpen()).isFalse();
        assertThat(call.error).hasMessageContaining("revoked");
    }

    @Test
    void closingEndsAStreamWithoutHelloInOrder() {
        farm.opened(session);
        farm.dismiss();
        assertThat(call.completed).isTrue();
    }

    @Test
    void acknowledgementsGoInMessagesWithinTheLimit() {
        hello();
        List<Long> leases = LongStream.range(0, 3 * Limits.BATCH + 1).boxed().toList();
        farm.acknowledge("a", leases);
        assertThat(call.sent.stream().filter(m -> m.hasAck()).flatMap(m -> m.getAck().getLeaseIdsList().stream()))
                .isEqualTo(leases);
        assertThat(call.sent).allMatch(m -> m.getAck().getLeaseIdsCount() <= Limits.BATCH);
    }

    @Test
    void trailShowsWhatAnAgentBroughtOverAllItsConnections() {
        AgentTrail trail = farm.follow("a");
        hello();
        farm.closed(session, true);
        farm.received(
                new AgentSession("a", "127.0.0.1:1", new RecordedCall(), 0),
                AgentMessage.newBuilder()
                        .setHello(Hello.newBuilder().setProtocolVersion(ProtocolVersion.CURRENT.newest()))
                        .build());
        assertThat(trail.welcomes()).isEqualTo(2);
        assertThat(trail.outcomes()).isZero();
    }
}
