package io.facet.agent.content;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gets the bytes of leased images: from this computer's own disk where its owner allows that and the file has the
 * expected size, otherwise from the master. Thread-safe; calls block.
 */
public final class ContentSource {
    private static final long FETCH_SECONDS = 120;

    private final AllowedRoots roots;
    private final String datasetRoot;
    private final long maxBytes;
    private final Supplier<Optional<FarmGrpc.FarmBlockingStub>> master;

    /**
     * A source for one run.
     *
     * @param datasetRoot as the master calls it
     * @param maxBytes of a file; larger ones are refused before they are read
     * @param master the way to the master, if there is a connection
     */
    public ContentSource(
            AllowedRoots roots,
            String datasetRoot,
            long maxBytes,
            Supplier<Optional<FarmGrpc.FarmBlockingStub>> master) {
        this.roots = roots;
        this.datasetRoot = datasetRoot;
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 16);
        this.master = master;
    }

    /** The whole file. */
    public ByteBuffer read(Lease lease) throws ContentException {
        refuseTooLarge(lease.getSize());
        Optional<Path> local = roots.resolve(datasetRoot, lease.getPath());
        if (local.isPresent()) {
            Optional<ByteBuffer> bytes = readLocal(local.get(), lease.getSize());
            if (bytes.isPresent()) {
                return bytes.get();
            }
        }
        return fetch(lease);
    }

    private void refuseTooLarge(long size) throws ContentException {
        if (size > maxBytes) {
            throw new ContentException(
                    ContentException.Kind.TOO_LARGE,
                    "The file has %d MB; the limit is %d MB.".formatted(size >> 20, maxBytes >> 20));
        }
    }

    /** Empty if the file here is not the one that the master means, or cannot be read: the master decides then. */
    private static Optional<ByteBuffer> readLocal(Path file, long expected) {
        // A pipe would be waited for, and a device has no end.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() != expected) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) expected);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // a read may be short
            }
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.flip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ByteBuffer fetch(Lease lease) throws ContentException {
        Optional<FarmGrpc.FarmBlockingStub> stub = master.get();
        if (stub.isEmpty()) {
            throw new ContentException(ContentException.Kind.MASTER_AWAY, "The master is away.");
        }
        try {
            Iterator<Chunk> chunks = stub.get()
                    .withDeadlineAfter(FETCH_SECONDS, TimeUnit.SECONDS)
                    .fetch(FetchRequest.newBuilder()
                            .setLeaseId(lease.getLeaseId())
                            .build());
            return collect(chunks);
        } catch (StatusRuntimeException e) {
            throw explain(e);
        }
    }

    private static ContentException explain(StatusRuntimeException e) {
        ProtocolException why = Refusal.explain(e, "the master");
        ContentException.Kind kind = switch (why.code()) {
            case CONTENT_UNREADABLE -> ContentException.Kind.UNREADABLE;
            case CONTENT_REFUSED -> ContentException.Kind.LEASE_OVER;
            case AGENT_REVOKED -> ContentException.Kind.MASTER_AWAY;
            default ->
                isCut(e.getStatus().getCode()) ? ContentException.Kind.MASTER_AWAY : ContentException.Kind.TRANSIENT;
        };
        return new ContentException(kind, why.getMessage());
    }

    /** What gRPC says of calls whose connection ends under them, from this side or the other. */
    private static boolean isCut(Status.Code code) {
        return code == Status.Code.UNAVAILABLE || code == Status.Code.CANCELLED;
    }

    private ByteBuffer collect(Iterator<Chunk> chunks) throws ContentException {
        Chunk chunk = next(chunks);
        long total = chunk.getTotalSize();
        refuseTooLarge(total);
        if (total < 0) {
            throw transientProblem("The master told no size of the file.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) total);
        while (true) {
            if (chunk.getData().size() > bytes.remaining()) {
                throw transientProblem("The file grew while it was read.");
            }
            chunk.getData().copyTo(bytes);
            if (!chunk.getSha256().isEmpty()) {
                break;
            }
            chunk = next(chunks);
        }
        if (bytes.hasRemaining()) {
            throw transientProblem("The file shrank while it was read.");
        }
        bytes.flip();
        if (!MessageDigest.isEqual(sha256(bytes), chunk.getSha256().toByteArray())) {
            throw transientProblem("The file was changed on its way.");
        }
        return bytes;
    }

    private static Chunk next(Iterator<Chunk> chunks) throws ContentException {
        if (!chunks.hasNext()) {
            throw transientProblem("The file was cut off on its way.");
        }
        return chunks.next();
    }

    private static ContentException transientProblem(String message) {
        return new ContentException(ContentException.Kind.TRANSIENT, message);
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
