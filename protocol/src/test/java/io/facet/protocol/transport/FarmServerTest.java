package io.facet.protocol.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.Credential;
import io.facet.protocol.wire.EnrolRequest;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarmServerTest {
    private final MasterIdentity identity = MasterIdentity.create();
    private final AgentCredential known = new AgentCredential("a-1", Secret.random());
    private final AtomicInteger handled = new AtomicInteger();
    private FarmServer server;

    /** Answers every call, so that a refusal can only come from before it. */
    private final class Echo extends FarmGrpc.FarmImplBase {
        @Override
        public void enrol(EnrolRequest request, StreamObserver<Credential> out) {
            handled.incrementAndGet();
            out.onNext(
                    Credential.newBuilder().setAgentId(request.getAgentName()).build());
            out.onCompleted();
        }

        @Override
        public void fetch(FetchRequest request, StreamObserver<Chunk> out) {
            handled.incrementAndGet();
            out.onNext(Chunk.newBuilder()
                    .setData(ByteString.copyFromUtf8(CallIdentity.caller()))
                    .build());
            out.onCompleted();
        }
    }

    @BeforeEach
    void listen() {
        server = FarmServer.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), identity, known::equals, new Echo());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void enrolling_needs_no_credential_and_everything_else_does() {
        try (FarmConnection connection = connect()) {
            assertThat(connection
                            .anonymous()
                            .enrol(EnrolRequest.newBuilder().setAgentName("lab").build())
                            .getAgentId())
                    .isEqualTo("lab");
            assertThatThrownBy(() -> connection
                            .anonymous()
                            .fetch(FetchRequest.getDefaultInstance())
                            .next())
                    .satisfies(e -> assertThat(Refusal.explain(e, "here").code())
                            .isEqualTo(ProtocolException.Code.AGENT_REVOKED));
            assertThat(handled).hasValue(1);
        }
    }

    @Test
    void a_credential_names_the_caller() {
        try (FarmConnection connection = connect()) {
            Chunk chunk = connection
                    .blockingAs(known)
                    .fetch(FetchRequest.getDefaultInstance())
                    .next();

            assertThat(chunk.getData().toStringUtf8()).isEqualTo("a-1");
        }
    }

    @Test
    void a_wrong_secret_never_reaches_the_service() {
        try (FarmConnection connection = connect()) {
            AgentCredential wrong = new AgentCredential("a-1", Secret.random());

            assertThatThrownBy(() -> connection
                            .blockingAs(wrong)
                            .fetch(FetchRequest.getDefaultInstance())
                            .next())
                    .satisfies(e ->
                            assertThat(Refusal.explain(e, "here").getMessage()).contains("join code"));
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    void another_certificate_than_the_pinned_one_is_refused_by_the_agent() {
        try (FarmConnection connection = FarmConnection.to(
                "127.0.0.1", server.port(), MasterIdentity.create().fingerprint())) {
            assertThatThrownBy(() -> connection
                            .anonymous()
                            .withDeadlineAfter(10, TimeUnit.SECONDS)
                            .enrol(EnrolRequest.getDefaultInstance()))
                    .satisfies(e -> assertThat(Refusal.explain(e, "here").code())
                            .isEqualTo(ProtocolException.Code.CERTIFICATE_MISMATCH));
        }
    }

    @Test
    void nobody_at_the_address_is_one_clear_line() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (FarmConnection connection = FarmConnection.to("127.0.0.1", free, identity.fingerprint())) {
            assertThatThrownBy(() -> connection.anonymous().enrol(EnrolRequest.getDefaultInstance()))
                    .satisfies(e -> {
                        ProtocolException why = Refusal.explain(e, "127.0.0.1:" + free);
                        assertThat(why.code()).isEqualTo(ProtocolException.Code.MASTER_UNREACHABLE);
                        assertThat(why.getMessage())
                                .contains("127.0.0.1:" + free, "Connection refused")
                                .doesNotContain("\n");
                    });
        }
    }

    @Test
    void a_port_in_use_is_named() {
        assertThatThrownBy(() -> FarmServer.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                        identity,
                        known::equals,
                        new Echo()))
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ProtocolException.Code.PORT_IN_USE);
                    assertThat(e.getMessage()).contains(Integer.toString(server.port()), "--port");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::1"})
    void a_port_in_use_is_known_whatever_language_the_system_speaks(String host) {
        IOException failure = new IOException("bind", new BindException("Die Adresse wird bereits verwendet"));

        assertThat(FarmServer.cannotBind(new InetSocketAddress(host, 5555), failure)
                        .code())
                .isEqualTo(ProtocolException.Code.PORT_IN_USE);
        assertThat(FarmServer.cannotBind(new InetSocketAddress("192.0.2.1", 5555), failure)
                        .code())
                .isEqualTo(ProtocolException.Code.BIND_FAILED);
    }

    @Test
    void a_name_that_nobody_has_is_said_to_be_one() {
        InetSocketAddress nobody = InetSocketAddress.createUnresolved("nobody.invalid", 0);

        assertThatThrownBy(() -> FarmServer.listen(nobody, identity, known::equals, new Echo()))
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ProtocolException.Code.BIND_FAILED);
                    assertThat(e.getMessage()).contains("no computer called nobody.invalid", "--bind");
                });
    }

    @Test
    void an_address_of_another_computer_cannot_be_bound() {
        assertThatThrownBy(() ->
                        FarmServer.listen(new InetSocketAddress("192.0.2.1", 0), identity, known::equals, new Echo()))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ProtocolException.Code.BIND_FAILED));
    }

    @Test
    void a_message_over_the_limit_is_not_parsed() {
        try (FarmConnection connection = connect()) {
            EnrolRequest large = EnrolRequest.newBuilder()
                    .setToken(ByteString.copyFrom(new byte[Limits.MESSAGE_BYTES + 1]))
                    .build();

            assertThatThrownBy(() -> connection.anonymous().enrol(large)).hasMessageContaining("RESOURCE_EXHAUSTED");
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    void plain_text_gets_no_answer() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            // A TLS alert is 7 bytes: record type 21, version, length, level, description.
            assertThat(answer.length).isLessThanOrEqualTo(7);
        }
    }

    @Test
    void a_port_is_free_as_soon_as_it_is_not_listened_on() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (FarmServer brief = FarmServer.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), identity, known::equals, new Echo())) {
                brief.stopListening();
                try (ServerSocket free = new ServerSocket(brief.port(), 1, InetAddress.getLoopbackAddress())) {
                    assertThat(free.isBound()).isTrue();
                }
            }
        }
    }

    @Test
    void who_is_connected_stays_and_may_call_when_the_port_is_freed_for_another() throws IOException {
        try (FarmConnection connection = connect()) {
            assertThat(fetched(connection)).isEqualTo("a-1");
            assertThat(server.connections()).isEqualTo(1);
            int port = server.port();
            server.stopListening();

            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).isTrue();
                assertThat(fetched(connection))
                        .as("a new call on the old connection")
                        .isEqualTo("a-1");
            }
            try (FarmServer again = FarmServer.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    identity,
                    known::equals,
                    new Echo())) {
                assertThat(fetched(connection)).isEqualTo("a-1");
                assertThat(again.connections()).isZero();
                assertThat(server.port()).isEqualTo(port);
            }
        }
    }

    private String fetched(FarmConnection connection) {
        return connection
                .blockingAs(known)
                .fetch(FetchRequest.getDefaultInstance())
                .next()
                .getData()
                .toStringUtf8();
    }

    private FarmConnection connect() {
        return FarmConnection.to("127.0.0.1", server.port(), identity.fingerprint());
    }
}
