package io.facet.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.FarmServer;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ContentSourceTest {
    private static final int LIMIT = 10_000;

    @TempDir
    private Path folder;

    private final AtomicInteger fetches = new AtomicInteger();
    private final String name = UUID.randomUUID().toString();
    private volatile Consumer<StreamObserver<Chunk>> answer = out -> send(out, "from the master");
    private FarmServer server;
    private FarmConnection connection;

    @BeforeEach
    void serve() {
        server = FarmServer.inProcess(name, credential -> true, new FarmGrpc.FarmImplBase() {
            @Override
            public void fetch(FetchRequest request, StreamObserver<Chunk> out) {
                fetches.incrementAndGet();
                answer.accept(out);
            }
        });
        connection = FarmConnection.inProcess(name);
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    private ContentSource source() {
        AllowedRoots roots = AllowedRoots.of(List.of(folder.toString()), List.of());
        AgentCredential credential = new AgentCredential("a-1", Secret.random());
        return new ContentSource(roots, folder.toString(), LIMIT, () -> Optional.of(connection.blockingAs(credential)));
    }

    private static Lease lease(String path, long size) {
        return Lease.newBuilder().setLeaseId(1).setPath(path).setSize(size).build();
    }

    private static void send(StreamObserver<Chunk> out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.onNext(Chunk.newBuilder()
                .setTotalSize(bytes.length)
                .setData(ByteString.copyFrom(bytes))
                .setSha256(sha256(bytes))
                .build());
        out.onCompleted();
    }

    private static ByteString sha256(byte[] bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(ByteBuffer bytes) {
        assertThat(bytes.position()).isZero();
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private void fails(Lease lease, ContentException.Kind kind) {
        fails(lease, kind, "");
    }

    private void fails(Lease lease, ContentException.Kind kind, String word) {
        assertThatThrownBy(() -> source().read(lease)).isInstanceOfSatisfying(ContentException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).contains(word);
        });
    }

    @Test
    void a_local_file_of_the_expected_size_is_read_and_nothing_is_fetched() throws Exception {
        Files.writeString(folder.resolve("1.jpg"), "local");

        assertThat(text(source().read(lease("1.jpg", 5)))).isEqualTo("local");
        assertThat(fetches).hasValue(0);
    }

    @Test
    void a_local_file_of_another_size_is_another_file_and_the_masters_is_fetched() throws Exception {
        Files.writeString(folder.resolve("1.jpg"), "another");

        assertThat(text(source().read(lease("1.jpg", 15)))).isEqualTo("from the master");
    }

    @Test
    void a_file_that_is_not_here_is_fetched() throws Exception {
        assertThat(text(source().read(lease("2.jpg", 15)))).isEqualTo("from the master");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_with_the_name_of_an_image_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe.jpg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(text(source().read(lease("pipe.jpg", 15)))).isEqualTo("from the master");
    }

    @Test
    void a_file_over_the_limit_is_refused_before_anything_is_read() {
        fails(lease("1.jpg", LIMIT + 1), ContentException.Kind.TOO_LARGE, "limit");
        assertThat(fetches).hasValue(0);
    }

    @Test
    void a_file_that_grew_over_the_limit_since_the_scan_is_refused_before_it_is_collected() {
        answer = out -> {
            out.onNext(Chunk.newBuilder().setTotalSize(1L << 40).build());
            out.onCompleted();
        };

        fails(lease("2.jpg", 15), ContentException.Kind.TOO_LARGE, "1048576 MB");
    }

    @Test
    void chunks_are_put_together() throws Exception {
        answer = out -> {
            byte[] all = "abcdef".getBytes(StandardCharsets.UTF_8);
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(6)
                    .setData(ByteString.copyFromUtf8("abc"))
                    .build());
            out.onNext(Chunk.newBuilder().setData(ByteString.copyFromUtf8("de")).build());
            out.onNext(Chunk.newBuilder()
                    .setData(ByteString.copyFromUtf8("f"))
                    .setSha256(sha256(all))
                    .build());
            out.onCompleted();
        };

        assertThat(text(source().read(lease("2.jpg", 6)))).isEqualTo("abcdef");
    }

    @Test
    void an_empty_file_is_an_empty_buffer() throws Exception {
        answer = out -> send(out, "");

        assertThat(source().read(lease("2.jpg", 0)).remaining()).isZero();
    }

    @Test
    void bytes_that_do_not_fit_their_hash_are_not_used() {
        answer = out -> {
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(3)
                    .setData(ByteString.copyFromUtf8("abc"))
                    .setSha256(sha256(new byte[3]))
                    .build());
            out.onCompleted();
        };

        fails(lease("2.jpg", 3), ContentException.Kind.TRANSIENT, "changed");
    }

    @Test
    void a_stream_that_ends_early_is_noticed() {
        answer = out -> {
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(6)
                    .setData(ByteString.copyFromUtf8("abc"))
                    .build());
            out.onCompleted();
        };
        fails(lease("2.jpg", 6), ContentException.Kind.TRANSIENT, "cut off");

        answer = StreamObserver::onCompleted;
        fails(lease("2.jpg", 6), ContentException.Kind.TRANSIENT, "cut off");
    }

    @Test
    void a_file_that_shrank_or_grew_while_the_master_read_it_is_tried_again() {
        answer = out -> {
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(6)
                    .setData(ByteString.copyFromUtf8("abc"))
                    .setSha256(sha256("abc".getBytes(StandardCharsets.UTF_8)))
                    .build());
            out.onCompleted();
        };
        fails(lease("2.jpg", 6), ContentException.Kind.TRANSIENT, "shrank");

        answer = out -> {
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(2)
                    .setData(ByteString.copyFromUtf8("abc"))
                    .build());
            out.onCompleted();
        };
        fails(lease("2.jpg", 6), ContentException.Kind.TRANSIENT, "grew");
    }

    @Test
    void sizes_that_cannot_be_are_refused_and_not_allocated() {
        answer = out -> {
            out.onNext(Chunk.newBuilder().setTotalSize(-1).build());
            out.onCompleted();
        };

        fails(lease("2.jpg", -5), ContentException.Kind.TRANSIENT, "size");
    }

    @Test
    void what_the_master_says_decides_what_becomes_of_the_image() {
        answer = out -> out.onError(Refusal.of(ProtocolException.Code.CONTENT_UNREADABLE, "It was deleted."));
        fails(lease("2.jpg", 6), ContentException.Kind.UNREADABLE, "It was deleted.");

        answer = out -> out.onError(Refusal.of(ProtocolException.Code.CONTENT_REFUSED, "Not yours."));
        fails(lease("2.jpg", 6), ContentException.Kind.LEASE_OVER);

        answer = out -> out.onError(Refusal.of(ProtocolException.Code.AGENT_REVOKED, "Unknown."));
        fails(lease("2.jpg", 6), ContentException.Kind.MASTER_AWAY);

        answer = out -> out.onError(Status.INTERNAL.asRuntimeException());
        fails(lease("2.jpg", 6), ContentException.Kind.TRANSIENT);
    }

    @Test
    void a_cut_connection_is_no_fault_of_the_image() throws IOException {
        answer = out -> out.onError(Status.UNAVAILABLE.asRuntimeException());
        fails(lease("2.jpg", 6), ContentException.Kind.MASTER_AWAY);

        connection.close();
        fails(lease("2.jpg", 6), ContentException.Kind.MASTER_AWAY);

        ContentSource away =
                new ContentSource(AllowedRoots.of(List.of(), List.of()), folder.toString(), LIMIT, Optional::empty);
        assertThatThrownBy(() -> away.read(lease("2.jpg", 6))).hasMessageContaining("away");
    }
}
