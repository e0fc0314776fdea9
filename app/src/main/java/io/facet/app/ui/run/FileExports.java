package io.facet.app.ui.run;

import io.facet.app.master.export.EmbeddingExport;
import io.facet.app.master.export.ExportFiles;
import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.output.ReadProgress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that rows are written in beside the CSV: files of the same name in the same folder. Thread-safe. */
public final class FileExports implements Exports {

    @Override
    public List<Format> formats() {
        return Arrays.stream(ExportFormat.values())
                .map(format -> new Format(format.key(), title(format)))
                .toList();
    }

    private static String title(ExportFormat format) {
        return switch (format) {
            case NPY -> "NPY";
            case PARQUET -> "Parquet";
        };
    }

    /** Formats that are unknown, from settings of another version, are left out. */
    @Override
    public void export(Path csv, List<String> keys, ReadProgress progress) {
        List<ExportFormat> wanted =
                keys.stream().map(ExportFormat::ofKey).flatMap(Optional::stream).toList();
        if (!wanted.isEmpty()) {
            EmbeddingExport.write(csv, wanted, ExportFiles.of(csv), progress);
        }
    }
}
