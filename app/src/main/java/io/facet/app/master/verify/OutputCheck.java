package io.facet.app.master.verify;

import io.facet.app.UserException;
import io.facet.app.master.output.CsvRecords;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.ReadProgress;
import io.facet.models.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Checks an output against its manifest, in one pass over the CSV: its digest, its columns, the number of rows, and in
 * every row that the numbers are numbers, that vectors have length 1 where the model's card says so, and that no image
 * has two outcomes. Holds 32 to 64 bytes per row. Stateless and thread-safe; a check blocks, so not for the thread of a
 * window.
 */
public final class OutputCheck {
    private static final int ROWS_BETWEEN_REPORTS = 256;

    private final Supplier<Catalogue> catalogue;

    /** A check that knows the cards of {@code catalogue}. */
    public OutputCheck(Catalogue catalogue) {
        this(() -> catalogue);
    }

    /** A check that knows the cards that {@code catalogue} has when it is asked. */
    public OutputCheck(Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Checks the output that {@code file}, a CSV or its manifest, belongs to.
     *
     * @param progress is told of bytes
     * @throws UserException OUTPUT_MISSING, OUTPUT_DAMAGED or OUTPUT_READ if nothing can be checked
     * @throws CancellationException if {@code progress} says so
     */
    public OutputReport check(Path file, ReadProgress progress) {
        return new Pass(NamedOutput.find(file), progress).run();
    }

    /** One check. */
    private final class Pass {
        private final NamedOutput output;
        private final Manifest manifest;
        private final ReadProgress progress;
        private final Findings findings = new Findings();
        private final List<String> notes = new ArrayList<>();
        private final UnitLength unit;
        private final RowsCheck rows;

        Pass(NamedOutput output, ReadProgress progress) {
            this.output = output;
            this.manifest = output.manifest();
            this.progress = progress;
            this.unit = UnitLength.of(manifest, catalogue.get());
            this.rows = new RowsCheck(manifest, unit, findings);
        }

        OutputReport run() {
            Path csv = output.files().csv();
            long failures;
            try {
                model();
                csv(csv);
                failures = new FailuresCheck(manifest, findings)
                        .check(output.files().failures(), rows.paths());
            } catch (IOException e) {
                throw new UserException(
                        UserException.Code.OUTPUT_READ, "%s cannot be read (%s).".formatted(csv, e.getMessage()), e);
            }
            notes();
            return new OutputReport(output.files(), manifest, rows.rows(), failures, findings.list(), notes);
        }

        private void model() {
            Manifest.Model model = manifest.model();
            if (model != null && !(isDigest(model.sha256()) && isDigest(model.card()))) {
                findings.add(
                        Finding.Kind.MANIFEST,
                        "The manifest does not say by SHA-256 which file and which card of %s made the rows.",
                        model.id());
            }
        }

        private void csv(Path csv) throws IOException {
            MessageDigest digest = sha256();
            long torn;
            try (InputStream in = new DigestInputStream(Files.newInputStream(csv), digest)) {
                torn = records(new CsvRecords(in), Files.size(csv));
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            if (torn > 0 && manifest.state() != Manifest.State.RUNNING) {
                findings.add(
                        Finding.Kind.TORN,
                        "%d bytes follow the last whole record: the file was cut or added to.",
                        torn);
            }
            digest(HexFormat.of().formatHex(digest.digest()));
            count();
        }

        /** Returns how many bytes follow the last whole record. */
        private long records(CsvRecords records, long size) throws IOException {
            try {
                boolean known = records.next() && rows.header(records);
                if (records.index() < 0) {
                    findings.add(Finding.Kind.HEADER, "The file has no header.");
                }
                long seen = 0;
                while (known && records.next()) {
                    rows.row(records);
                    if (seen++ % ROWS_BETWEEN_REPORTS == 0) {
                        report(records.end(), size);
                    }
                }
                report(size, size);
                return known ? records.torn() : 0;
            } catch (CsvRecords.Damaged e) {
                findings.add(
                        Finding.Kind.RECORD,
                        "The file %s after record %d.",
                        String.valueOf(e.getMessage()),
                        records.index());
                return 0;
            }
        }

        private void report(long done, long size) {
            if (progress.cancelled()) {
                throw new CancellationException("check cancelled");
            }
            progress.at(done, Math.max(done, size));
        }

        private void digest(String found) {
            String said = manifest.csv().sha256();
            if (said != null && !said.equals(found)) {
                findings.add(Finding.Kind.SHA256, "The SHA-256 is %s; the manifest says %s.", found, said);
            } else if (said == null && manifest.state() == Manifest.State.FINISHED) {
                findings.add(
                        Finding.Kind.MANIFEST, "The run has finished and its manifest names no SHA-256 of the CSV.");
            }
        }

        private void count() {
            long said = manifest.csv().rows();
            boolean grows = manifest.state() == Manifest.State.RUNNING;
            if (grows ? rows.rows() < said : rows.rows() != said) {
                findings.add(
                        Finding.Kind.ROWS,
                        "There are %,d rows; the manifest says %,d%s.",
                        rows.rows(),
                        said,
                        grows ? " and more" : "");
            }
        }

        private void notes() {
            switch (manifest.state()) {
                case FINISHED -> {}
                case INTERRUPTED ->
                    notes.add(
                            "The run was interrupted, so there is no SHA-256 to compare; everything else was checked.");
                case RUNNING ->
                    notes.add(
                            "The run goes on or was killed, so there is no SHA-256 and no final number of rows to compare; everything else was checked.");
            }
            if (unit == UnitLength.UNKNOWN) {
                notes.add("The lengths of the vectors were not checked: the card of the model is not known here.");
            }
            if (rows.zeros() > 0) {
                notes.add(String.format(
                        Locale.ROOT, "%,d vectors are all zero: the model saw nothing in these images.", rows.zeros()));
            }
        }
    }

    private static boolean isDigest(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
