package io.facet.app.master.output;

import io.facet.app.UserException;
import io.facet.app.master.schedule.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a run, opened and locked, with what a former run left in them. Not thread-safe; closed by its maker, or
 * by the {@link OutputWriter} that it is given to.
 */
public final class OpenOutput implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenOutput.class);

    private final OutputRequest request;
    private final Manifest manifest;
    private final AppendFile csv;
    private final AppendFile failures;
    private final FormerRun former;

    private OpenOutput(
            OutputRequest request, Manifest manifest, AppendFile csv, AppendFile failures, FormerRun former) {
        this.request = request;
        this.manifest = manifest;
        this.csv = csv;
        this.failures = failures;
        this.former = former;
    }

    /**
     * Opens the files of {@code request}: reads what is there, cuts a torn last record, writes headers and manifest.
     *
     * @throws UserException with a code OUTPUT_…, DISK_FULL or USAGE; files that existed are then as they were, but for
     *     a torn last record, and unless they were to be overwritten
     */
    public static OpenOutput open(OutputRequest request, String facetVersion, Clock clock) {
        OutputFiles files = request.files();
        AppendFile.checkIsFile(files.csv());
        if (request.mode() == OutputRequest.Mode.NEW) {
            NameClash.refuseAny(files);
        } else if (request.mode() == OutputRequest.Mode.RESUME
                && files.csv().toFile().length() > 0) {
            Continuation.check(request); // before anything is made beside a file that may not be ours
        }
        createFolder(files.csv());
        AppendFile csv = AppendFile.open(files.csv());
        try {
            AppendFile failures = AppendFile.open(files.failures());
            try {
                return open(request, csv, failures, facetVersion, clock);
            } catch (RuntimeException e) {
                close(failures);
                throw e;
            }
        } catch (RuntimeException e) {
            close(csv);
            throw e;
        }
    }

    /** Nobody else writes these files from here on: only now is it certain what is in them. */
    private static OpenOutput open(
            OutputRequest request, AppendFile csv, AppendFile failures, String facetVersion, Clock clock) {
        Path manifestFile = request.files().manifest();
        try {
            // Stopped before the header was written, a run has left nothing to continue.
            boolean resume = request.mode() == OutputRequest.Mode.RESUME && csv.size() > 0;
            Manifest manifest;
            FormerRun former;
            if (resume) {
                Manifest continued = Continuation.check(request).withState(Manifest.State.RUNNING);
                // What is tried again comes after what follows it: that must be known before it can happen.
                manifest = request.retryFailed() ? continued.withoutOrder() : continued;
                former = FormerRun.read(
                        request, csv, failures, () -> continued.withoutOrder().write(manifestFile));
            } else {
                clear(request, csv, failures);
                manifest = fresh(request, facetVersion, clock);
                former = FormerRun.none();
            }
            manifest.write(manifestFile);
            csv.cut(former.rows().length());
            failures.cut(former.failures().length());
            writeHeader(csv, request.format().header(), former.digest());
            writeHeader(failures, FailureFormat.HEADER, Sha256.begin());
            OpenOutput opened = new OpenOutput(request, manifest, csv, failures, former);
            if (opened.torn() > 0) {
                LOG.info("Cut {} bytes off {} that a killed writer left unfinished", opened.torn(), csv.path());
            }
            return opened;
        } catch (IOException e) {
            throw AppendFile.cannotWrite(csv.path(), e);
        }
    }

    /** In an order that, wherever it is interrupted, never leaves rows beside a manifest that did not make them. */
    private static void clear(OutputRequest request, AppendFile csv, AppendFile failures) throws IOException {
        if (request.mode() == OutputRequest.Mode.NEW && csv.size() > 0) {
            throw NameClash.exists(csv.path());
        }
        boolean overwrite = request.mode() == OutputRequest.Mode.OVERWRITE;
        NameClash.refuseOthers(request.files(), failures, overwrite);
        Files.deleteIfExists(request.files().manifest());
        failures.cut(0);
        csv.cut(0);
    }

    private static void createFolder(Path csv) {
        Path folder = csv.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw AppendFile.cannotWrite(csv, e);
        }
    }

    private static Manifest fresh(OutputRequest request, String facetVersion, Clock clock) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Manifest(
                Manifest.FORMAT,
                facetVersion,
                UUID.randomUUID().toString(),
                Manifest.State.RUNNING,
                now,
                now,
                request.dataset(),
                request.pipeline(),
                request.model(),
                new Manifest.Csv(
                        String.valueOf(request.files().csv().getFileName()),
                        request.format().dimension(),
                        request.format().floats().name().toLowerCase(Locale.ROOT),
                        request.ordered(),
                        0,
                        null),
                Map.of(),
                List.of(),
                Map.of());
    }

    private static void writeHeader(AppendFile file, String header, MessageDigest digest) {
        if (file.length() == 0) {
            byte[] bytes = (header + RowBytes.END_OF_RECORD).getBytes(StandardCharsets.UTF_8);
            file.append(ByteBuffer.wrap(bytes));
            digest.update(bytes);
        }
    }

    public OutputRequest request() {
        return request;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Images that have an outcome in the files. */
    public PathSet ended() {
        return former.ended();
    }

    /** Records in the CSV. */
    public long rows() {
        return former.rows().records();
    }

    /** What a former run left in the failures file. */
    public FormerFailures failed() {
        return former.failed();
    }

    /** Bytes of records that a killed writer left unfinished, and that were cut off. */
    long torn() {
        return former.rows().torn() + former.failures().torn();
    }

    /**
     * Takes the failures of these images out of the failures file.
     *
     * @param beforeChange called when nothing is changed yet, if something will be
     * @return those that were in it, by path
     */
    Map<String, Outcome.Failed> takeBack(Set<String> paths, Runnable beforeChange) {
        Map<String, Outcome.Failed> taken = new HashMap<>();
        try {
            FailureRecords.remove(
                    failures,
                    fields -> {
                        boolean wanted = paths.contains(fields[1]);
                        if (wanted) {
                            taken.put(fields[1], FailureFormat.parse(fields));
                        }
                        return wanted;
                    },
                    beforeChange);
            failures.cut(failures.size());
            return taken;
        } catch (IOException e) {
            throw AppendFile.cannotWrite(failures.path(), e);
        }
    }

    AppendFile csv() {
        return csv;
    }

    AppendFile failuresFile() {
        return failures;
    }

    MessageDigest digest() {
        return former.digest();
    }

    @Override
    public void close() {
        close(csv);
        close(failures);
    }

    private static void close(AppendFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("closing an output file: {}", e.getMessage());
        }
    }
}
