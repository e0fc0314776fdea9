package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzip files, up to a limit. Stateless. */
final class Gzip {
    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Source of the two bytes: RFC 1952, section 2.3.1. */
    static boolean looksLike(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /**
     * Unpacks into a new file, which the caller deletes if this fails.
     *
     * @throws ModelException CONVERT_FORMAT if the content is damaged, cut short or larger than {@code limit} bytes
     * @throws IOException if a file cannot be read or written
     */
    static void unpack(Path file, Path target, long limit) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = new GZIPInputStream(raw, BUFFER);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > limit) {
                    throw new ModelException(
                            Code.CONVERT_FORMAT,
                            "The gzip file unpacks to more than " + (limit >> 20)
                                    + " MB: save the weights alone, with Keras' save_weights.");
                }
                out.write(buffer, 0, n);
            }
        } catch (EOFException | ZipException e) {
            throw new ModelException(Code.CONVERT_FORMAT, "The gzip file is damaged or cut short; get it again.", e);
        }
    }
}
