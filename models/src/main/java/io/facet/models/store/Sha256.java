package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.yaml.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 of files, as lower-case hexadecimal text. */
final class Sha256 {
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static String finish(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    /** The text itself, if it is one: it becomes a file name, and it may have come over a network. */
    static String require(String text) {
        if (!isText(text)) {
            throw new ModelException(ModelException.Code.MODEL_INVALID, Quoted.of(text) + " is not a SHA-256");
        }
        return text;
    }

    static String of(Path file, Progress progress) throws IOException {
        MessageDigest digest = digest();
        long total = Files.size(file);
        long done = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                done += n;
                progress.at(done, total);
            }
        }
        return finish(digest);
    }
}
