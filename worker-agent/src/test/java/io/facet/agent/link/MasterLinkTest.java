package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.KeepAlive;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Rejected;
import io.facet.protocol.wire.RunEnd;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MasterLinkTest {
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final AgentMessage TELEMETRY = AgentMessage.newBuilder()
            .setTelemetry(Telemetry.newBuilder().setState("idle"))
            .build();
    private static final MasterMessage KEEP_ALIVE = MasterMessage.newBuilder()
            .setKeepAlive(KeepAlive.getDefaultInstance())
            .build();

    private final ScriptedMaster master = new ScriptedMaster();
    private final RecordingListener listener = new RecordingListener();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable MasterLink link;

    private MasterLink start(Membership membership, Duration patience) {
        MasterLink started = new MasterLink(membership, Hello::getDefaultInstance, listener, patience);
        link = started;
        Thread.ofPlatform().name("link").start(() -> {
            try {
                started.run();
                end.complete(null);
            } catch (ProtocolException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return started;
    }

    private MasterLink start() {
        return start(master.membership(), Duration.ofSeconds(20));
    }

    private void endsWith(Code code, String words) {
        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(words);
                });
    }

    @AfterEach
    void close() throws Exception {
        if (link != null) {
            link.stop();
        }
        master.close();
        if (link != null && !end.isCompletedExceptionally()) {
            end.get(20, TimeUnit.SECONDS);
        }
        assertThat(listener.offences()).isEmpty();
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
    void a_connection_that_is_half_open_is_noticed_within_the_limit() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Membership membership = new Membership(
                    "mute",
                    List.of(new MasterAddress("127.0.0.1", mute.getLocalPort())),
                    master.identity().fingerprint(),
                    master.membership().credential());
            long start = System.nanoTime();
            start(membership, Limits.LOST_AFTER);
            Await.until("noticed", () -> !listener.failures().isEmpty());

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Limits.LOST_AFTER.plusSeconds(2));
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

    @ParameterizedTest
    @CsvSource({
        "PROTOCOL_VERSION, PROTOCOL_VERSION",
        "protocol-version, PROTOCOL_VERSION",
        "AGENT_DUPLICATE,  AGENT_DUPLICATE",
        "agent-revoked,    AGENT_REVOKED",
        "of-a-later-version, JOIN_REFUSED",
    })
    void a_refusal_ends_the_link_with_the_masters_sentence(String said, Code code) {
        master.script = (talk, message) -> talk.send(MasterMessage.newBuilder()
                .setRejected(Rejected.newBuilder().setCode(said).setMessage("Install the newer Facet."))
                .build()); // and the stream stays open
        start();

        endsWith(code, "Install the newer Facet.");
    }

    @Test
    void another_certificate_ends_the_link() {
        Membership wrong = new Membership(
                "m",
                List.of(master.address()),
                MasterIdentity.create().fingerprint(),
                master.membership().credential());
        start(wrong, Duration.ofSeconds(20));

        endsWith(Code.CERTIFICATE_MISMATCH, "certificate");
        assertThat(master.talks).isEmpty();
    }

    @Test
    void another_certificate_at_one_of_several_addresses_does_not() {
        try (ScriptedMaster stranger = new ScriptedMaster()) {
            Membership moved = master.membership().preferring(stranger.address());
            start(moved, Duration.ofSeconds(20));
            Await.until("connected", () -> !listener.connections().isEmpty());

            assertThat(listener.connections()).containsExactly(master.address());
            assertThat(listener.failures())
                    .extracting(ProtocolException::code)
                    .containsExactly(Code.CERTIFICATE_MISMATCH);
            assertThat(stranger.talks).isEmpty();
        }
    }

    @Test
    void a_credential_that_the_master_does_not_know_ends_the_link() {
        master.knowsAgent = false;
        start();

        endsWith(Code.AGENT_REVOKED, "join code");
    }

    @Test
    void a_revocation_is_noticed_when_the_connection_is_made_anew() {
        start();
        Await.until("connected", () -> !listener.connections().isEmpty());
        master.knowsAgent = false;
        master.talk().end();

        endsWith(Code.AGENT_REVOKED, "join code");
    }

    @Test
    void a_revocation_is_noticed_when_something_is_fetched() {
        MasterLink started = start();
        Await.until("connected", () -> !listener.connections().isEmpty());
        master.knowsAgent = false;

        assertThatThrownBy(() -> started.content()
                        .orElseThrow()
                        .fetch(FetchRequest.newBuilder().setLeaseId(1).build())
                        .next())
                .hasMessageContaining("UNAUTHENTICATED");
        endsWith(Code.AGENT_REVOKED, "join code");
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
}
