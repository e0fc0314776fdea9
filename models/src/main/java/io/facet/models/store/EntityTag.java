package io.facet.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The entity tag under which a server gave out the first part of a file, kept beside that part. Only strong tags are
 * kept: a range may not be asked for under a weak one (RFC 9110, 13.1.5).
 */
record EntityTag(Path file) {
    private static final int LONGEST = 1000;

    /** The tag with its quotes; empty if none was kept. */
    String read() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            return "";
        }
        String tag = Files.readString(file).strip();
        return isStrong(tag) ? tag : "";
    }

    /** Keeps the tag of an answer, or forgets the former one if the answer has none that could be used. */
    void write(String tag) throws IOException {
        if (isStrong(tag)) {
            Files.writeString(file, tag);
        } else {
            Files.deleteIfExists(file);
        }
    }

    static boolean isStrong(String tag) {
        return tag.length() >= 2
                && tag.length() <= LONGEST
                && tag.startsWith("\"")
                && tag.endsWith("\"")
                && tag.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
