package io.facet.app.ui;

import io.facet.app.UserException;
import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.ui.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the run that a manifest, {@code *.facet}, belongs to. Thread-safe; touches the disk. */
final class RunFiles {
    /** What a manifest leads to. */
    sealed interface Found {
        /** The run that goes on here, or the last one that did. */
        record Here() implements Found {}

        /** A run of the history, by its identifier. */
        record InHistory(String id) implements Found {}

        /** A run that this history does not know, and whose files are there. */
        record OnDisk(RunFile file) implements Found {}

        /**
         * Nothing that could be shown.
         *
         * @param key of the text that says why
         * @param about what it is about
         * @param why as half a sentence; empty if the text says it all
         */
        record Unusable(String key, String about, String why) implements Found {}
    }

    private final Desk desk;

    RunFiles(Desk desk) {
        this.desk = desk;
    }

    /** The file as whoever is called understands it, wherever that one was started; empty for none. */
    static String absolute(String file) {
        try {
            return file.isEmpty()
                    ? file
                    : Path.of(file).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return file;
        }
    }

    Found find(String file) {
        Path manifest;
        try {
            manifest = Path.of(absolute(file));
        } catch (InvalidPathException e) {
            return new Found.Unusable("open.unreadable", file, "it is no path");
        }
        Set<Path> names = names(manifest);
        CurrentRun run = desk.run();
        if (run != null && names.contains(run.plan().output().files().manifest())) {
            return new Found.Here();
        }
        return past(names).<Found>map(p -> new Found.InHistory(p.id())).orElseGet(() -> onDisk(manifest));
    }

    private static Set<Path> names(Path manifest) {
        Set<Path> names = new HashSet<>(Set.of(manifest));
        try {
            names.add(manifest.toRealPath());
        } catch (IOException e) {
            // It is gone; the history may know it all the same.
        }
        return names;
    }

    private Optional<PastRun> past(Set<Path> names) {
        RunHistory history = desk.history();
        try {
            return history == null
                    ? Optional.empty()
                    : history.latest(r ->
                            names.contains(OutputFiles.of(r.subject().csv()).manifest()));
        } catch (UserException e) {
            return Optional.empty(); // the manifest tells as much as is needed
        }
    }

    private static Found onDisk(Path file) {
        Manifest manifest;
        try {
            manifest = Manifest.load(file);
        } catch (IOException e) {
            return new Found.Unusable("open.unreadable", file.toString(), String.valueOf(e.getMessage()));
        }
        try {
            Path csv = file.resolveSibling(Path.of(manifest.csv().file()).getFileName());
            Path dataset = Path.of(manifest.dataset());
            if (!Files.isRegularFile(csv)) {
                return new Found.Unusable("open.no-rows", csv.toString(), "");
            }
            if (!Files.isDirectory(dataset)) {
                return new Found.Unusable("open.no-dataset", dataset.toString(), "");
            }
            Manifest.Model model = manifest.model();
            return new Found.OnDisk(new RunFile(
                    dataset,
                    csv,
                    model == null ? null : model.id(),
                    model == null ? "fp32" : model.precision(),
                    manifest.csv().ordered()));
        } catch (InvalidPathException e) {
            return new Found.Unusable("open.unreadable", file.toString(), "it was made on another system");
        }
    }
}
