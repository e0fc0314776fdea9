package io.facet.app.ui.results;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import java.nio.file.Path;

/** What the buttons of the page do. */
interface ResultsActions {
    /** Asks first. */
    void again(PastRun run);

    void retryFailed(PastRun run);

    void delete();

    void verify();

    void export(ExportFormat format);

    void cancel();

    void openFolder(Path file);

    void open(Path file);

    void reveal(Path file);

    void copyPath(Path file);

    /** Asks where the files of the chosen run are now. */
    void locate();

    /** Asks where, and writes the list of failures there. */
    void exportFailures(PastRun run);

    void goToRun();
}
