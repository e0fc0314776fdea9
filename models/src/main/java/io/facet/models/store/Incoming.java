package io.facet.models.store;

import io.facet.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A file on its way into the store: bytes are appended in order and kept if the rest does not come, so that the next try
 * goes on from {@link #offset()}. For one thread. The store makes, commits and closes it.
 */
public final class Incoming implements AutoCloseable {
    private final StoreFolder folder;
    private final String sha256;
    private final long size;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private long offset;

    private Incoming(StoreFolder folder, String sha256, long size, FileChannel channel) {
        this.folder = folder;
        this.sha256 = sha256;
        this.size = size;
        this.channel = channel;
    }

    /** Opens what an earlier try left, or begins; the caller holds the file's lock. */
    static Incoming open(StoreFolder folder, String sha256, long size) throws IOException {
        Path partial = folder.partial(sha256);
        long left = Files.exists(partial) ? Math.min(Files.size(partial), size) : 0;
        folder.reserve(folder.partials(), size - left);
        FileChannel channel =
                FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Incoming incoming = new Incoming(folder, sha256, size, channel);
        try {
            incoming.takeUpWhatIsThere();
            return incoming;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void takeUpWhatIsThere() throws IOException {
        if (channel.size() > size) {
            channel.truncate(0);
        }
        byte[] buffer = new byte[1 << 16];
        // Closing the stream would close the channel, whose owner this is.
        InputStream in = Channels.newInputStream(channel);
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            offset += n;
        }
    }

    /** How many bytes are there: the position of the next one. */
    public long offset() {
        return offset;
    }

    /** How many bytes the whole file has. */
    public long size() {
        return size;
    }

    /** Whether no byte is missing. */
    public boolean complete() {
        return offset == size;
    }

    /**
     * Takes the next bytes.
     *
     * @throws ModelException {@code MODEL_CHECKSUM} if there are more than the file has, {@code STORE_IO} if they cannot
     *     be written
     */
    public void append(ByteBuffer bytes) {
        if (bytes.remaining() > size - offset) {
            restart();
            throw new ModelException(
                    ModelException.Code.MODEL_CHECKSUM,
                    "more than the " + size + " bytes came that the file with SHA-256 " + sha256 + " has");
        }
        try {
            digest.update(bytes.duplicate());
            offset += bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw folder.failed("write", e);
        }
    }

    /** Forgets every byte. */
    public void restart() {
        try {
            channel.truncate(0);
            digest.reset();
            offset = 0;
        } catch (IOException e) {
            throw folder.failed("write", e);
        }
    }

    /** The SHA-256 of the bytes that are there. */
    String found() {
        try {
            return Sha256.finish((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java runtime can clone SHA-256", e);
        }
    }

    String expected() {
        return sha256;
    }

    /** Checks the bytes and gives them their place in the store, or forgets them. */
    StoredFile commit() throws IOException {
        if (!complete()) {
            throw new ModelException(
                    ModelException.Code.MODEL_DOWNLOAD,
                    "only " + offset + " of " + size + " bytes came of the file with SHA-256 " + sha256
                            + "; they are kept for the next try");
        }
        String found = found();
        if (!found.equals(sha256)) {
            restart();
            throw new ModelException(
                    ModelException.Code.MODEL_CHECKSUM,
                    "a file with SHA-256 " + found + " came where " + sha256 + " was expected; it was not kept");
        }
        channel.close();
        Files.deleteIfExists(folder.etag(sha256));
        return folder.install(folder.partial(sha256), sha256, size);
    }

    /** Keeps what came; an empty file is not worth keeping. */
    @Override
    public void close() throws IOException {
        boolean empty = channel.isOpen() && channel.size() == 0;
        channel.close();
        if (empty) {
            Files.deleteIfExists(folder.partial(sha256));
            Files.deleteIfExists(folder.etag(sha256));
        }
    }
}
