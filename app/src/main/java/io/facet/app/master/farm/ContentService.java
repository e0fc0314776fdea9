package io.facet.app.master.farm;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FetchRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the content of leases to the agents that hold them, and the model files of the run. Never a path: what may be
 * read is what the master itself put here. Thread-safe.
 */
public final class ContentService {
    private static final Logger LOG = LoggerFactory.getLogger(ContentService.class);

    private record Leased(String agentId, Path file) {}

    private final Map<Long, Leased> leases = new ConcurrentHashMap<>();
    private final Map<String, Path> models = new ConcurrentHashMap<>();

    /** The agent may fetch {@code file} under this lease until it is over. */
    public void leased(long leaseId, String agentId, Path file) {
        leases.put(leaseId, new Leased(agentId, file));
    }

    /** The lease is over. */
    public void ended(long leaseId) {
        leases.remove(leaseId);
    }

    /** Agents may fetch this model file until the run is over. */
    public void serveModel(String sha256, Path file) {
        models.put(sha256, file);
    }

    /** Nothing may be fetched any more. */
    public void forgetRun() {
        leases.clear();
        models.clear();
    }

    /**
     * Streams what is asked for, or fails the call. Returns at once; a virtual thread of its own does the work, because
     * gRPC says that there is room again only when this method has returned.
     */
    void fetch(String agentId, FetchRequest request, ServerCallStreamObserver<Chunk> out) {
        Path file = find(agentId, request);
        Gate gate = new Gate(out);
        out.setOnReadyHandler(gate::signal);
        out.setOnCancelHandler(gate::signal);
        Thread.ofVirtual().name("farm-fetch").start(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                stream(channel, request.getOffset(), gate, out);
            } catch (IOException e) {
                out.onError(Refusal.of(ProtocolException.Code.CONTENT_UNREADABLE, sentence(e)));
            } catch (RuntimeException e) {
                LOG.warn("Sending {}", file, e);
                fail(out, e);
            }
        });
    }

    /** The agent must not wait for what will not come; a call that has ended already needs no telling. */
    private static void fail(ServerCallStreamObserver<Chunk> out, RuntimeException e) {
        try {
            out.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        } catch (IllegalStateException ended) {
            LOG.debug("The call has ended", ended);
        }
    }

    private Path find(String agentId, FetchRequest request) {
        Path file = switch (request.getWhatCase()) {
            case LEASE_ID -> fileOf(leases.get(request.getLeaseId()), agentId);
            case SHA256 -> models.get(request.getSha256());
            case WHAT_NOT_SET -> null;
        };
        if (file == null) {
            throw Refusal.of(
                    ProtocolException.Code.CONTENT_REFUSED, "That is not part of what this agent was asked to do.");
        }
        return file;
    }

    private static @Nullable Path fileOf(@Nullable Leased leased, String agentId) {
        return leased != null && leased.agentId().equals(agentId) ? leased.file() : null;
    }

    private static void stream(FileChannel channel, long offset, Gate gate, ServerCallStreamObserver<Chunk> out)
            throws IOException {
        long total = channel.size();
        MessageDigest digest = sha256();
        boolean first = true;
        while (true) {
            ByteBuffer block = ByteBuffer.allocate(Math.clamp(total - channel.position(), 1, Limits.CHUNK_BYTES));
            while (block.hasRemaining() && channel.read(block) >= 0) {
                // a read may be short
            }
            boolean last = block.hasRemaining() || channel.position() >= total;
            long start = channel.position() - block.flip().limit();
            digest.update(block.duplicate());
            Chunk.Builder chunk = Chunk.newBuilder();
            if (channel.position() > offset || last) {
                block.position(Math.clamp(offset - start, 0, block.limit()));
                chunk.setData(UnsafeByteOperations.unsafeWrap(block)); // nobody else has this block
                if (first) {
                    chunk.setTotalSize(total);
                    first = false;
                }
                if (last) {
                    chunk.setSha256(ByteString.copyFrom(digest.digest()));
                }
                if (!gate.await()) {
                    out.onError(Status.DEADLINE_EXCEEDED
                            .withDescription("the agent takes nothing")
                            .asRuntimeException());
                    return;
                }
                out.onNext(chunk.build());
            }
            if (last) {
                out.onCompleted();
                return;
            }
        }
    }

    private static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "It was deleted after the run had found it.";
            case AccessDeniedException denied -> "It cannot be opened: permission denied.";
            default -> "It cannot be read: " + e.getMessage();
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Lets the sender on while gRPC's buffer has room, so that a slow agent costs a bounded amount of memory. */
    private static final class Gate {
        private final ServerCallStreamObserver<?> out;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();

        Gate(ServerCallStreamObserver<?> out) {
            this.out = out;
        }

        void signal() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** False if the agent has gone, or has not taken anything for longer than an agent may be silent. */
        boolean await() {
            long left = Limits.LOST_AFTER.toNanos();
            lock.lock();
            try {
                while (!out.isReady() && !out.isCancelled() && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return out.isReady() && !out.isCancelled();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}
