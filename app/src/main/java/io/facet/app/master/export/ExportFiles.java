package io.facet.app.master.export;

import io.facet.app.UserException;
import io.facet.app.master.output.CsvRecords;
import io.facet.app.master.output.OutputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The files that exports of one CSV are written to, beside it or elsewhere. Those of {@code embeddings.csv} are {@code
 * embeddings.npy}, {@code labels.csv} and {@code embeddings.parquet}. The labels of any other {@code NAME.npy} are in
 * {@code NAME.labels.csv}: two outputs in one folder would overwrite each other's, and rows would lose their labels.
 *
 * @param npy the numbers
 * @param labels label and path of each row of {@code npy}
 * @param parquet everything in one
 */
public record ExportFiles(Path npy, Path labels, Path parquet) {
    static final String LABELS_HEADER = "label,path";

    private static final String USUAL = "embeddings";

    /** The files beside {@code csv}. */
    public static ExportFiles of(Path csv) {
        OutputFiles output = OutputFiles.of(csv);
        String manifest = String.valueOf(output.manifest().getFileName());
        String stem = manifest.substring(0, manifest.length() - ".facet".length());
        return in(output.manifest().resolveSibling(""), stem);
    }

    /** Files called {@code stem} in {@code folder}. */
    public static ExportFiles in(Path folder, String stem) {
        return new ExportFiles(
                folder.resolve(stem + ".npy"),
                folder.resolve(stem.equals(USUAL) ? "labels.csv" : stem + ".labels.csv"),
                folder.resolve(stem + ".parquet"));
    }

    /** The files of one format. */
    public List<Path> of(ExportFormat format) {
        return switch (format) {
            case NPY -> List.of(npy, labels);
            case PARQUET -> List.of(parquet);
        };
    }

    /**
     * Sees to it that exports replace nothing but exports: {@code labels.csv} is a name that people use for their own
     * files, too.
     *
     * @throws UserException OUTPUT_EXISTS if there is something else
     */
    public void refuseOthers(Collection<ExportFormat> formats) {
        if (!formats.contains(ExportFormat.NPY) || !Files.exists(labels)) {
            return;
        }
        try (InputStream in = Files.newInputStream(labels)) {
            CsvRecords records = new CsvRecords(in);
            if (!records.next() || records.line().equals(LABELS_HEADER)) {
                return;
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(ExportFiles.class).debug("{} cannot be read: {}", labels, e.getMessage());
        }
        throw new UserException(
                UserException.Code.OUTPUT_EXISTS,
                "%s is needed for the labels and belongs to something else. Move it, or choose another folder or name."
                        .formatted(labels));
    }
}
