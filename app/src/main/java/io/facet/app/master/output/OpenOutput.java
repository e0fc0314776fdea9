package io.facet.app.master.output;

import io.facet.app.UserException;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The files of a run, opened and locked, with what a former run left in them. Not thread-safe; closed by its maker, or
 * by the {@link OutputWriter} that it is given to.
 */
public final class OpenOutput implements AutoCloseable {
    private final OutputRequest request;
    private final Manifest manifest;
    private final AppendFile csv;
    private final AppendFile failures;
    private final MessageDigest digest;
    private final PathSet ended;
    private final Map<Reason, Long> failed;
    private final long rows;
    private final long torn;

    private OpenOutput(OutputRequest request, Manifest manifest, AppendFile csv, AppendFile failures, Former former) {
        this.request = request;
        this.manifest = manifest;
        this.csv = csv;
        this.failures = failures;
        this.digest = former.digest;
        this.ended = former.ended;
        this.failed = former.failed;
        this.rows = former.rows;
        this.torn = former.torn;
    }

    /** What a former run left. */
    private static final class Former {
        final MessageDigest digest = sha256();
        final PathSet ended = new PathSet();
        final Map<Reason, Long> failed = new EnumMap<>(Reason.class);
        long rows;
        long torn;
        long csvLength;
        long failuresLength;
    }

    /**
     * Opens the files of {@code request}: reads what is there, cuts a torn last record, writes headers and manifest.
     *
     * @throws UserException with a code OUTPUT_… or DISK_FULL; files that existed are then as they were, but for a torn
     *     last record
     */
    public static OpenOutput open(OutputRequest request, String facetVersion, Clock clock) {
        OutputFiles files = request.files();
        createFolder(files.csv());
        boolean exists = Files.exists(files.csv());
        if (exists && request.mode() == OutputRequest.Mode.NEW) {
            throw new UserException(
                    UserException.Code.OUTPUT_EXISTS,
                    "%s exists. Continue it with --resume, replace it with --overwrite, or choose another file."
                            .formatted(files.csv()));
        }
        // Killed before the header was written, a run has left nothing to continue.
        boolean resume = request.mode() == OutputRequest.Mode.RESUME && size(files.csv()) > 0;
        Manifest manifest =
                resume ? resumed(Manifest.read(files.manifest()), request) : fresh(request, facetVersion, clock);
        AppendFile csv = AppendFile.open(files.csv());
        try {
            Former former = resume ? readFormer(request) : new Former();
            AppendFile failures = AppendFile.open(files.failures());
            try {
                if (!resume) {
                    csv.cut(0);
                }
                manifest.write(files.manifest());
                csv.cut(former.csvLength);
                failures.cut(former.failuresLength);
                writeHeader(csv, request.format().header(), former.digest);
                writeHeader(failures, FailureFormat.HEADER, sha256());
                return new OpenOutput(request, manifest, csv, failures, former);
            } catch (RuntimeException e) {
                failures.close();
                throw e;
            }
        } catch (IOException e) {
            close(csv);
            throw AppendFile.cannotWrite(files.csv(), e);
        } catch (RuntimeException e) {
            close(csv);
            throw e;
        }
    }

    private static long size(Path csv) {
        try {
            return Files.size(csv);
        } catch (IOException e) {
            return 0;
        }
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
                        request.format().floats().name().toLowerCase(java.util.Locale.ROOT),
                        request.ordered(),
                        0,
                        null),
                Map.of(),
                List.of(),
                Map.of());
    }

    private static Manifest resumed(Manifest former, OutputRequest request) {
        Manifest.Csv csv = former.csv();
        new Resumable(request.files().csv())
                .same("pipeline", former.pipeline().id(), request.pipeline().id())
                .same(
                        "pipeline text",
                        former.pipeline().sha256(),
                        request.pipeline().sha256())
                .same("model", model(former.model(), Manifest.Model::id), model(request.model(), Manifest.Model::id))
                .same(
                        "model file",
                        model(former.model(), Manifest.Model::sha256),
                        model(request.model(), Manifest.Model::sha256))
                .same(
                        "model card",
                        model(former.model(), Manifest.Model::card),
                        model(request.model(), Manifest.Model::card))
                .same(
                        "precision",
                        model(former.model(), Manifest.Model::precision),
                        model(request.model(), Manifest.Model::precision))
                .same(
                        "dimension",
                        String.valueOf(csv.dimension()),
                        String.valueOf(request.format().dimension()))
                .same(
                        "way of writing floats",
                        csv.floats(),
                        request.format().floats().name().toLowerCase(java.util.Locale.ROOT))
                .same(
                        "order",
                        csv.ordered() ? "--ordered" : "as finished",
                        request.ordered() ? "--ordered" : "as finished")
                .same("dataset", former.dataset(), request.dataset());
        return former.withState(Manifest.State.RUNNING);
    }

    private static String model(
            Manifest.@org.jspecify.annotations.Nullable Model model,
            java.util.function.Function<Manifest.Model, String> field) {
        return model == null ? "none" : field.apply(model);
    }

    /** Refuses to continue a file that was made otherwise. */
    private record Resumable(Path csv) {
        Resumable same(String what, String former, String now) {
            if (!former.equals(now)) {
                throw new UserException(
                        UserException.Code.OUTPUT_MISMATCH,
                        "%s cannot be continued: its %s is %s, this run's is %s. Choose another file, or --overwrite."
                                .formatted(csv, what, former, now));
            }
            return this;
        }
    }

    private static Former readFormer(OutputRequest request) throws IOException {
        Former former = new Former();
        CsvTail.Found rows = new CsvTail(
                        request.files().csv(),
                        request.format().header(),
                        2,
                        former.digest,
                        fields -> former.ended.add(fields[1]))
                .read();
        former.rows = rows.records();
        former.csvLength = rows.length();
        former.torn = rows.torn();
        Path failures = request.files().failures();
        if (Files.exists(failures)) {
            if (request.retryFailed()) {
                keepOnly(failures, Reason.NO_FACE);
            }
            CsvTail.Found failed = readFailures(failures, former);
            former.failuresLength = failed.length();
            former.torn += failed.torn();
        }
        return former;
    }

    private static CsvTail.Found readFailures(Path failures, Former former) throws IOException {
        return new CsvTail(failures, FailureFormat.HEADER, 3, sha256(), fields -> {
                    if (former.ended.add(fields[1])) {
                        Reason reason = Reason.ofKey(fields[2]).orElse(Reason.GAVE_UP);
                        former.failed.merge(reason, 1L, Long::sum);
                    }
                })
                .read();
    }

    /** Replaces the failures file by one without the failures that are to be tried again, in one step. */
    private static void keepOnly(Path failures, Reason kept) throws IOException {
        Path temporary = failures.resolveSibling(failures.getFileName() + ".tmp");
        RowBytes record = new RowBytes();
        try (OutputStream out = Files.newOutputStream(temporary)) {
            out.write((FailureFormat.HEADER + "\r\n").getBytes(StandardCharsets.UTF_8));
            new CsvTail(failures, FailureFormat.HEADER, FailureFormat.COLUMNS, sha256(), fields -> {
                        if (fields[2].equals(kept.key())) {
                            record.record(fields);
                        }
                    })
                    .read();
            record.writeTo(out);
        }
        Files.move(temporary, failures, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeHeader(AppendFile file, String header, MessageDigest digest) {
        if (file.length() == 0) {
            byte[] bytes = (header + "\r\n").getBytes(StandardCharsets.UTF_8);
            file.append(ByteBuffer.wrap(bytes));
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
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
        return ended;
    }

    /** Records in the CSV. */
    public long rows() {
        return rows;
    }

    /** Failures in the failures file, by reason. */
    public Map<Reason, Long> failed() {
        return new TreeMap<>(failed);
    }

    /** Bytes of records that a killed writer left unfinished, and that were cut off. */
    public long torn() {
        return torn;
    }

    AppendFile csv() {
        return csv;
    }

    AppendFile failuresFile() {
        return failures;
    }

    MessageDigest digest() {
        return digest;
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
            org.slf4j.LoggerFactory.getLogger(OpenOutput.class).warn("closing an output file: {}", e.getMessage());
        }
    }
}
