package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MasterLinkTest extends LinkScenario {
    @Test
    void what_goes_wrong_in_the_listener_ends_the_link_with_its_reason_and_not_with_another_connection() {
        AgentException disk = new AgentException(AgentException.Code.STATE_FOLDER, "The folder cannot be used.");
        listener.onConnected = () -> {
            throw disk;
        };
        start();

        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS)).cause().isSameAs(disk);
        assertThat(listener.connections()).hasSize(1);
        assertThat(listener.disconnections()).isEqualTo(1);
    }

    @Test
    void an_error_in_the_listener_is_no_less_final() {
        listener.onConnected = () -> {
            throw new UnsatisfiedLinkError("a library");
        };
        start();

        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a library");
    }

    @Test
    void the_first_message_is_hello_and_others_follow_the_welcome_whoever_talks_meanwhile() {
        master.script = (talk, message) -> {
            ScriptedMaster.welcome(talk, message);
            if (!message.hasHello() && talk.heard.size() > 2) {
                talk.end();
            }
        };
        MasterLink started = start();
        Thread chatter = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                started.send(TELEMETRY);
                LockSupport.parkNanos(20_000);
            }
        });
        Await.until("some connections", () -> master.talks.size() >= 3);
        chatter.interrupt();

        assertThat(master.talks)
                .filteredOn(talk -> !talk.heard.isEmpty())
                .allMatch(talk -> talk.heard.getFirst().hasHello());
    }

    @Test
    void an_agent_that_starts_before_its_master_waits_for_it() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        MasterIdentity identity = MasterIdentity.create();
        Membership membership = new Membership(
                "late",
                List.of(new MasterAddress("127.0.0.1", port)),
                identity.fingerprint(),
                master.membership().credential());
        start(membership, Duration.ofSeconds(20));
        Await.until("it has tried", () -> !listener.failures().isEmpty());
        assertThat(listener.failures().getFirst()).satisfies(e -> {
            assertThat(e.code()).isEqualTo(Code.MASTER_UNREACHABLE);
            assertThat(e.getMessage()).contains("127.0.0.1:" + port, "Connection refused");
        });

        try (ScriptedMaster late = new ScriptedMaster(identity, port)) {
            Await.until("connected", () -> !listener.connections().isEmpty());
            assertThat(late.talks).isNotEmpty();
        }
    }

    @Test
    void a_master_that_goes_and_comes_back_is_found_again() {
        start();
        for (int i = 1; i <= 2; i++) {
            int n = i;
            Await.until("connected", () -> listener.connections().size() == n);
            master.talk().end();
            Await.until("cut", () -> listener.disconnections() == n);
        }
        Await.until("connected again", () -> listener.connections().size() == 3);
    }

    @Test
    void a_master_that_accepts_and_says_nothing_is_given_up() {
        master.script = (talk, message) -> {};
        start(master.membership(), PATIENCE);
        Await.until("given up", () -> !listener.failures().isEmpty());

        assertThat(listener.failures().getFirst().code()).isEqualTo(Code.MASTER_UNREACHABLE);
        assertThat(listener.failures().getFirst().getMessage()).contains("silent");
        Await.until("and tried again", () -> master.talks.size() > 1);
    }

    @Test
    void a_master_that_falls_silent_is_noticed() {
        long start = System.nanoTime();
        start(master.membership(), PATIENCE);
        Await.until("noticed", () -> listener.disconnections() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(PATIENCE);
    }

    @Test
    void a_computer_that_accepts_and_does_not_even_shake_hands_is_given_up() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Membership membership = new Membership(
                    "mute",
                    List.of(new MasterAddress("127.0.0.1", mute.getLocalPort())),
                    master.identity().fingerprint(),
                    master.membership().credential());
            start(membership, PATIENCE);
            Await.until("given up", () -> !listener.failures().isEmpty());

            assertThat(listener.failures().getFirst().code()).isEqualTo(Code.MASTER_UNREACHABLE);
        }
    }

    @Test
    void a_master_that_speaks_now_and_then_is_kept() {
        start(master.membership(), PATIENCE);
        Await.until("connected", () -> !listener.connections().isEmpty());
        ScriptedMaster.Talk talk = master.talk();
        long end = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        Await.until("twice the patience has passed", () -> {
            talk.send(KEEP_ALIVE);
            return System.nanoTime() > end;
        });

        assertThat(listener.disconnections()).isZero();
    }

    @Test
    void content_comes_with_the_agents_credential_while_connected() {
        master.content = (request, out) -> {
            out.onNext(Chunk.newBuilder().setTotalSize(request.getLeaseId()).build());
            out.onCompleted();
        };
        MasterLink started = start();
        Await.until("connected", () -> !listener.connections().isEmpty());

        assertThat(started.content()
                        .orElseThrow()
                        .fetch(FetchRequest.newBuilder().setLeaseId(7).build())
                        .next()
                        .getTotalSize())
                .isEqualTo(7);
        started.stop();
        Await.until("gone", () -> started.content().isEmpty());
    }

    @Test
    void a_goodbye_is_said_and_the_masters_end_awaited() throws Exception {
        master.answersGoodbye = false;
        MasterLink started = start();
        Await.until("connected", () -> !listener.connections().isEmpty());
        ScriptedMaster.Talk talk = master.talk();
        started.stop();
        Await.until("the goodbye came", () -> talk.goodbye);
        assertThat(end).isNotDone();
        talk.end();

        end.get(10, TimeUnit.SECONDS);
        assertThat(listener.disconnections()).isEqualTo(1);
    }

    @Test
    void a_goodbye_that_is_not_answered_is_enough_after_a_while() throws Exception {
        master.answersGoodbye = false;
        MasterLink started = start(master.membership(), PATIENCE);
        Await.until("connected", () -> !listener.connections().isEmpty());
        ScriptedMaster.Talk talk = master.talk();
        Thread.ofVirtual().start(() -> {
            while (!end.isDone()) {
                talk.send(KEEP_ALIVE);
            }
        });
        started.stop();

        end.get(10, TimeUnit.SECONDS);
    }

    @Test
    void stopping_ends_the_link_whenever_it_comes() throws Exception {
        for (int i = 0; i < 20; i++) {
            RecordingListener quiet = new RecordingListener();
            MasterLink short_ =
                    new MasterLink(master.membership(), Hello::getDefaultInstance, quiet, Duration.ofSeconds(2));
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread.ofPlatform().start(() -> {
                try {
                    short_.run();
                    ended.complete(null);
                } catch (ProtocolException | InterruptedException e) {
                    ended.completeExceptionally(e);
                }
            });
            TimeUnit.MILLISECONDS.sleep(i);
            short_.stop();
            ended.get(10, TimeUnit.SECONDS);
        }
    }

    private static final MasterMessage DISMISSED = MasterMessage.newBuilder()
            .setRejected(Rejected.newBuilder().setCode("agent-dismissed").setMessage("Not now."))
            .build();

    @Test
    void an_agent_that_is_sent_away_asks_again_after_a_while_until_it_is_let_in() {
        start();
        Await.until("connected", () -> listener.connections().size() == 1);
        master.script = (talk, message) -> {
            talk.send(DISMISSED);
            talk.end();
        };
        long sent = System.nanoTime();
        master.talk().send(DISMISSED);
        master.talk().end();
        Await.until("it has asked twice", () -> listener.failures().size() == 3);

        assertThat(listener.failures()).extracting(ProtocolException::code).containsOnly(Code.AGENT_DISMISSED);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(ASK_AGAIN.multipliedBy(2));
        assertThat(end).isNotDone();
        master.script = ScriptedMaster::welcome;
        Await.until("it is back", () -> listener.connections().size() == 2);
    }

    @Test
    void an_address_that_it_hears_of_is_tried_before_those_that_it_knows() {
        try (ScriptedMaster next = new ScriptedMaster(master.identity(), 0, master.membership())) {
            MasterLink started = start();
            Await.until("connected", () -> listener.connections().size() == 1);
            started.alsoAt(List.of(next.address()));
            assertThat(started.membership().addresses()).containsExactly(next.address(), master.address());
            assertThat(listener.disconnections()).as("the connection stays").isZero();

            master.talk().end();
            Await.until("it goes there", () -> listener.connections().contains(next.address()));
        }
    }
}
