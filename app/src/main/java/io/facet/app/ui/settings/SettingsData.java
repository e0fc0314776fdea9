package io.facet.app.ui.settings;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers, as it is kept on disk. Immutable. What is missing in the file, or does not make sense,
 * takes the value of {@link #DEFAULT}.
 *
 * @param theme light, dark or as the system is
 * @param textSize of running text, in pixels, 11 to 18
 * @param compact lower rows in tables
 * @param reduceMotion nothing turns or scrolls by itself
 * @param hideFaces names and thumbnails are not shown
 * @param bind address that the master listens on
 * @param port that it listens on
 * @param discover whether PCs on the network are looked for
 * @param gpuSlots of this computer's agent; negative: as many as are useful
 * @param cpuSlots of this computer's agent; negative: as many as are useful; 0 on GPUs and processors both is none at all,
 *     and taken for as many as are useful
 * @param pauseWhileUsed whether this computer's agent rests while its user works
 * @param allowedRoots what this computer's agent may read by itself; empty: every folder of this account
 * @param recentDatasets the last one used first
 * @param outputFolder where each run gets a folder of its own; null: beside the user's documents
 * @param window where the window was
 */
public record SettingsData(
        Theme.Choice theme,
        int textSize,
        boolean compact,
        boolean reduceMotion,
        boolean hideFaces,
        String bind,
        int port,
        boolean discover,
        int gpuSlots,
        int cpuSlots,
        boolean pauseWhileUsed,
        List<Path> allowedRoots,
        List<Path> recentDatasets,
        @Nullable Path outputFolder,
        RunChoices run,
        WindowPlace window) {

    /** The smallest running text. */
    public static final int SMALLEST_TEXT = 11;

    /** The largest running text. */
    public static final int LARGEST_TEXT = 18;

    /** Of a window that was never used. */
    public static final SettingsData DEFAULT = new SettingsData(
            Theme.Choice.SYSTEM,
            13,
            false,
            false,
            false,
            "127.0.0.1",
            5555,
            true,
            -1,
            -1,
            false,
            List.of(),
            List.of(),
            null,
            RunChoices.DEFAULT,
            WindowPlace.DEFAULT);

    public SettingsData {
        allowedRoots = List.copyOf(allowedRoots);
        recentDatasets = List.copyOf(recentDatasets);
        cpuSlots = gpuSlots == 0 && cpuSlots == 0 ? -1 : cpuSlots;
    }

    /**
     * What was chosen for the last run.
     *
     * @param pipeline name or file; null for the one that embeds images
     * @param model id; null for the built-in one
     * @param precision fp32, fp16 or int8
     * @param batch 0: each agent decides
     * @param ordered rows in the order of the folders
     * @param formats beside CSV: npy, parquet
     * @param divider where the images end and the preview begins, 0 to 1; 0 if it was never moved
     */
    public record RunChoices(
            @Nullable String pipeline,
            @Nullable String model,
            String precision,
            int batch,
            boolean ordered,
            List<String> formats,
            double divider) {
        static final RunChoices DEFAULT = new RunChoices(null, null, "fp32", 0, false, List.of(), 0);

        public RunChoices {
            formats = List.copyOf(formats);
        }
    }

    /**
     * Where the window was.
     *
     * @param x NaN: wherever the system puts it
     * @param y NaN: wherever the system puts it
     */
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {
        static final WindowPlace DEFAULT = new WindowPlace(Double.NaN, Double.NaN, 1440, 900, false);
    }
}
