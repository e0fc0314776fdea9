package io.facet.app.master.verify;

import io.facet.app.UserException;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An output, found by one of its files.
 *
 * @param files that belong together
 * @param manifest the one of them that says what the others are
 */
record NamedOutput(OutputFiles files, Manifest manifest) {

    /**
     * The output that {@code file}, a CSV or a manifest, belongs to.
     *
     * @throws UserException OUTPUT_MISSING if one of the files is not there, OUTPUT_DAMAGED if the manifest cannot be read
     */
    static NamedOutput find(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISSING,
                    "There is no file %s. Name a CSV that Facet wrote, or the .facet file beside it.".formatted(file));
        }
        boolean byManifest =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".facet");
        return byManifest ? ofManifest(file) : ofCsv(file);
    }

    private static NamedOutput ofCsv(Path csv) {
        OutputFiles files = OutputFiles.of(csv);
        return new NamedOutput(files, load(files.manifest()));
    }

    private static NamedOutput ofManifest(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Manifest manifest = load(absolute);
        String name = String.valueOf(absolute.getFileName());
        // Whoever renames all files of an output together has not changed what is in them.
        Path renamed = absolute.resolveSibling(name.substring(0, name.length() - ".facet".length()) + ".csv");
        Path named = absolute.resolveSibling(fileName(manifest));
        Path csv = Files.exists(named) ? named : renamed;
        if (!Files.exists(csv)) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISSING,
                    "The CSV of %s is not beside it: there is no %s. Put the files together again."
                            .formatted(file, named));
        }
        OutputFiles beside = OutputFiles.of(csv);
        return new NamedOutput(new OutputFiles(beside.csv(), beside.failures(), absolute), manifest);
    }

    /** A manifest may come from anywhere, and must not lead anywhere else. */
    private static Path fileName(Manifest manifest) {
        Path name = Path.of(manifest.csv().file()).getFileName();
        return name == null ? Path.of("embeddings.csv") : name;
    }

    private static Manifest load(Path file) {
        try {
            return Manifest.load(file);
        } catch (IOException e) {
            boolean missing = !Files.exists(file);
            throw new UserException(
                    missing ? UserException.Code.OUTPUT_MISSING : UserException.Code.OUTPUT_DAMAGED,
                    "Nothing can be checked without the manifest %s: %s. Facet writes it beside the CSV; restore it."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
