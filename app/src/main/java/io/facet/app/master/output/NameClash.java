package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sees to it that an output does not take names beside its CSV which belong to something else: {@code a} and {@code
 * a.csv} would share a manifest, and {@code a.csv} lists its failures where the rows of {@code a.failures.csv} are.
 */
final class NameClash {
    private NameClash() {}

    /**
     * For an output that must not touch anything.
     *
     * @throws UserException OUTPUT_EXISTS if one of its files is there
     */
    static void refuseAny(OutputFiles files) {
        for (Path file : List.of(files.csv(), files.failures(), files.manifest())) {
            if (Files.exists(file)) {
                throw exists(file);
            }
        }
    }

    static UserException exists(Path file) {
        return new UserException(
                UserException.Code.OUTPUT_EXISTS,
                "%s exists. Continue it with --resume, replace it with --overwrite, or choose another file."
                        .formatted(file));
    }

    /**
     * For an output that starts anew where there may be an older one.
     *
     * @throws UserException OUTPUT_EXISTS if a file beside the CSV is not of an older output of that CSV;
     *     OUTPUT_DAMAGED if that cannot be told and {@code overwrite} is false
     */
    static void refuseOthers(OutputFiles files, AppendFile failures, boolean overwrite) throws IOException {
        byte[] header = FailureFormat.HEADER.getBytes(StandardCharsets.UTF_8);
        byte[] start = failures.read().readNBytes(header.length);
        if (!FailureFormat.HEADER.startsWith(new String(start, StandardCharsets.UTF_8))) {
            throw needed(files, failures.path());
        }
        if (Files.exists(files.manifest()) && isOfAnother(files, overwrite)) {
            throw needed(files, files.manifest());
        }
    }

    private static boolean isOfAnother(OutputFiles files, boolean overwrite) {
        try {
            String owner = Manifest.read(files.manifest()).csv().file();
            boolean same = owner.equals(String.valueOf(files.csv().getFileName()));
            // Whoever renames all files of an output together may go on with them.
            return !same && Files.exists(files.csv().resolveSibling(owner));
        } catch (UserException unreadable) {
            if (overwrite) {
                return false;
            }
            throw unreadable;
        }
    }

    private static UserException needed(OutputFiles files, Path file) {
        return new UserException(
                UserException.Code.OUTPUT_EXISTS,
                "%s is needed for %s and belongs to something else. Choose another name for the CSV."
                        .formatted(file, files.csv().getFileName()));
    }
}
