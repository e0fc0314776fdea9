package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user's file of weights, mapped into memory; a gzipped one is unpacked beside the output first. For the thread
 * that opened it, which also closes it: that ends the mapping and deletes what was unpacked.
 */
final class WeightsFile implements AutoCloseable {
    /** Five times the weights of the network: a whole model with optimiser state and classifier is three times. */
    static final long MAX_BYTES = 512L << 20;

    static final int HEAD = 64;

    private final Arena arena = Arena.ofConfined();
    private final @Nullable Path temporary;
    private final ByteBuffer bytes;

    private WeightsFile(Path plain, @Nullable Path temporary) throws IOException {
        this.temporary = temporary;
        try (FileChannel channel = FileChannel.open(plain, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > MAX_BYTES) {
                throw new ModelException(
                        Code.CONVERT_FORMAT,
                        "The file has " + (size >> 20) + " MB and the limit is " + (MAX_BYTES >> 20)
                                + " MB: save the weights alone, with Keras' save_weights.");
            }
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * @param file plain or gzipped
     * @param scratch folder for the unpacked file
     * @throws ModelException MODEL_MISSING, CONVERT_FORMAT, or STORE_IO if a file cannot be read or written
     */
    static WeightsFile open(Path file, Path scratch) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(Code.MODEL_MISSING, "There is no file " + file + ": check the path.");
        }
        Path temporary = scratch.resolve("." + UUID.randomUUID() + ".h5.part");
        try {
            if (!Gzip.looksLike(head(file))) {
                return new WeightsFile(file, null);
            }
            try {
                Gzip.unpack(file, temporary, MAX_BYTES);
                return new WeightsFile(temporary, temporary);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw new ModelException(
                    Code.STORE_IO,
                    "Cannot read " + file + " or unpack it in " + scratch + " (" + e
                            + "): check permissions and space.",
                    e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    /** The whole file, unpacked; valid until {@link #close}. Each call gives a view of its own. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** SHA-256 of the unpacked bytes, lower-case hex: the same however the file was packed. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    @Override
    public void close() {
        arena.close();
        Path file = temporary;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new ModelException(
                        Code.STORE_IO, "Cannot delete the temporary file " + file + ": delete it by hand.", e);
            }
        }
    }
}
