package io.facet.app.master.verify;

import io.facet.app.master.output.CsvRecords;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.PathSet;
import io.facet.app.master.output.RowFormat;
import io.facet.models.yaml.Quoted;
import java.util.Locale;

/** Checks the rows of a CSV, one after the other. Remembers 16 bytes of each path. Not thread-safe. */
final class RowsCheck {
    private static final int LEADING = 2;

    private final int dimension;
    private final UnitLength unit;
    private final Findings findings;
    private final PathSet paths = new PathSet();
    private long rows;
    private long zeros;

    RowsCheck(Manifest manifest, UnitLength unit, Findings findings) {
        this.dimension = manifest.csv().dimension();
        this.unit = unit;
        this.findings = findings;
    }

    /** Paths of all rows up to now. */
    PathSet paths() {
        return paths;
    }

    long rows() {
        return rows;
    }

    /** Vectors that are all zero: models make them of pictures in which they see nothing. */
    long zeros() {
        return zeros;
    }

    /** Returns whether rows of the expected form may follow. */
    boolean header(CsvRecords record) {
        String line = record.line();
        int found = record.fields() - LEADING;
        if (found > 0 && line.equals(new RowFormat(found, FloatText.SHORTEST).header())) {
            if (found != dimension) {
                findings.add(Finding.Kind.DIMENSION, "Rows have %d numbers; the manifest says %d.", found, dimension);
            }
            return found == dimension;
        }
        findings.add(
                Finding.Kind.HEADER,
                "The columns are %s; label,path,e0,… to e%d belong there.",
                Quoted.of(line),
                dimension - 1);
        return false;
    }

    void row(CsvRecords record) {
        rows++;
        if (record.fields() != dimension + LEADING) {
            broken(record, "%d fields where %d belong".formatted(record.fields(), dimension + LEADING));
            return;
        }
        String path = record.text(1);
        if (path.isEmpty()) {
            broken(record, "no path");
            return;
        }
        if (!paths.add(path)) {
            findings.tally(
                    Finding.Kind.PATH_TWICE,
                    n -> n == 1 ? "1 image has a second row" : n + " rows are of images that have one already",
                    () -> at(record, path));
        }
        numbers(record, path);
    }

    private void numbers(CsvRecords record, String path) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double value;
            try {
                value = record.number(i + LEADING);
            } catch (NumberFormatException e) {
                broken(record, "%s is no number".formatted(Quoted.of(record.text(i + LEADING))));
                return;
            }
            sum += value * value;
        }
        if (!Double.isFinite(sum)) {
            findings.tally(
                    Finding.Kind.NOT_FINITE,
                    n -> n == 1 ? "1 vector is not finite" : n + " vectors are not finite",
                    () -> at(record, path));
        } else if (sum == 0) {
            zeros++;
        } else if (unit == UnitLength.EXPECTED && !UnitLength.isUnit(Math.sqrt(sum))) {
            double length = Math.sqrt(sum);
            findings.tally(
                    Finding.Kind.NOT_UNIT,
                    n -> n == 1 ? "1 vector does not have length 1" : n + " vectors do not have length 1",
                    () -> at(record, path) + ", length " + String.format(Locale.ROOT, "%.6f", length));
        }
    }

    private void broken(CsvRecords record, String what) {
        long index = record.index();
        findings.tally(
                Finding.Kind.RECORD,
                n -> n == 1 ? "1 record is no row" : n + " records are no rows",
                () -> "record " + index + ", " + what);
    }

    private static String at(CsvRecords record, String path) {
        return "record " + record.index() + ", " + Quoted.bare(path);
    }
}
