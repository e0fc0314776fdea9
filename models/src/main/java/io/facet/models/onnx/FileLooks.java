package io.facet.models.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a file seems to be that a user took for a model, so that the message can say it. Stateless. */
public final class FileLooks {
    /** As many bytes of the start of a file as are needed. */
    public static final int HEAD = 64;

    public static final String HDF5 = "an HDF5 file";

    private FileLooks() {}

    /** Names the kind of file that starts with these bytes ("a web page"), if it is a well-known one. */
    public static Optional<String> like(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            return Optional.of("an empty file");
        }
        if (text.startsWith("version https://git-lfs")) {
            return Optional.of("a Git LFS pointer, not the file that it points to");
        }
        if (lower.startsWith("<!doctype") || lower.startsWith("<html")) {
            return Optional.of("a web page");
        }
        if (text.startsWith("PK\3\4")) {
            return Optional.of("a ZIP archive");
        }
        if (text.startsWith("\37\213")) {
            return Optional.of("a gzip file");
        }
        if (text.startsWith("\211HDF\r\n\32\n")) {
            return Optional.of(HDF5);
        }
        return Optional.empty();
    }
}
