package io.facet.app.master.export;

import io.facet.app.UserException;
import io.facet.app.master.output.CsvRecords;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of a CSV of a run, one after the other. A torn last record is left out. Not thread-safe. */
final class SourceRows implements AutoCloseable {
    private final Path csv;
    private final InputStream in;
    private final CsvRecords records;
    private final float[] vector;

    private SourceRows(Path csv, InputStream in) throws IOException {
        this.csv = csv;
        this.in = in;
        this.records = new CsvRecords(in);
        String header = records.next() ? records.line() : "";
        int dimension = records.fields() - 2;
        if (dimension < 1 || !header.equals(new RowFormat(dimension, FloatText.SHORTEST).header())) {
            throw damaged("does not begin with the columns label,path,e0,…");
        }
        vector = new float[dimension];
    }

    /**
     * Opens {@code csv} and reads its header.
     *
     * @throws UserException OUTPUT_MISSING if it is not there, OUTPUT_DAMAGED if it is no CSV of a run
     */
    static SourceRows open(Path csv) throws IOException {
        InputStream in;
        try {
            in = Files.newInputStream(csv);
        } catch (NoSuchFileException e) {
            throw new UserException(
                    UserException.Code.OUTPUT_MISSING,
                    "There is no file %s to export. If it was moved, name its new place.".formatted(csv),
                    e);
        }
        try {
            return new SourceRows(csv, in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Floats in a row. */
    int dimension() {
        return vector.length;
    }

    /** Rows that the manifest tells of; 0 if there is none. */
    long expected() {
        return manifest().map(m -> m.csv().rows()).orElse(0L);
    }

    /** What made the rows, for formats that have a place for it: keys that begin with {@code facet.}. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        manifest().ifPresent(m -> {
            facts.put("facet.version", m.facet());
            facts.put("facet.run", m.run());
            facts.put("facet.pipeline", m.pipeline().id());
            facts.put("facet.pipeline.sha256", m.pipeline().sha256());
            Manifest.Model model = m.model();
            if (model != null) {
                facts.put("facet.model", model.id());
                facts.put("facet.model.sha256", model.sha256());
                facts.put("facet.model.card", model.card());
                facts.put("facet.model.precision", model.precision());
            }
        });
        return facts;
    }

    private Optional<Manifest> manifest() {
        try {
            return Optional.of(Manifest.load(OutputFiles.of(csv).manifest()));
        } catch (IOException none) {
            return Optional.empty(); // the rows are what was asked for
        }
    }

    /**
     * Goes to the next row. Returns false after the last.
     *
     * @throws UserException OUTPUT_DAMAGED if it is no row
     */
    boolean next() throws IOException {
        try {
            if (!records.next()) {
                return false;
            }
            if (records.fields() != vector.length + 2) {
                throw damaged("has %d fields in record %d where %d belong"
                        .formatted(records.fields(), records.index(), vector.length + 2));
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] = records.number(i + 2);
            }
            return true;
        } catch (CsvRecords.Damaged e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            throw damaged("has something that is no number in record %d".formatted(records.index()));
        }
    }

    String label() {
        return records.text(0);
    }

    String path() {
        return records.text(1);
    }

    /** The numbers of this row; overwritten by the next. */
    float[] vector() {
        return vector;
    }

    private UserException damaged(String what) {
        return new UserException(
                UserException.Code.OUTPUT_DAMAGED,
                "%s cannot be exported: it %s. `facet verify-output` tells more.".formatted(csv, what));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
