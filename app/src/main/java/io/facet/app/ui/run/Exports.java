package io.facet.app.ui.run;

import io.facet.app.master.output.ReadProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What rows can be written as beside CSV, once a run has finished. Thread-safe. */
public interface Exports {
    /**
     * A format.
     *
     * @param key stable, in lower case, kept in the settings
     * @param title for people
     */
    record Format(String key, String title) {}

    /** What can be chosen; the choice is hidden if there is none. */
    List<Format> formats();

    /**
     * Writes the rows of a finished CSV once more, beside it. Touches the disk.
     *
     * @param keys of the formats
     * @param progress told how far it is
     * @throws IOException if that fails; the CSV is as it was
     */
    void export(Path csv, List<String> keys, ReadProgress progress) throws IOException;
}
