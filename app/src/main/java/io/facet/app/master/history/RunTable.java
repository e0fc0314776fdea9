package io.facet.app.master.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code run}. Not thread-safe. */
final class RunTable {
    private static final List<String> COLUMNS = List.of(
            "id",
            "dataset",
            "dataset_name",
            "csv",
            "pipeline",
            "model",
            "model_title",
            "precision",
            "dimension",
            "state",
            "started",
            "ended",
            "images",
            "done",
            "kept",
            "failed",
            "no_face",
            "retries",
            "requeued",
            "duration_ms",
            "mean_images_per_s",
            "peak_images_per_s",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "slots",
            "agents",
            "note",
            "owner",
            "updated");

    private static final String WRITE = "INSERT INTO run (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s"
            .formatted(
                    String.join(", ", COLUMNS),
                    COLUMNS.stream().map(c -> "?").collect(Collectors.joining(", ")),
                    COLUMNS.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", ")));

    private final Connection database;
    private final Clock clock;

    RunTable(Connection database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes {@code run} over what was known of it. */
    void write(PastRun run, String owner) throws SQLException {
        PastRun.Subject subject = run.subject();
        PastRun.Counts counts = run.counts();
        PastRun.Speed speed = run.speed();
        Instant ended = run.ended();
        @Nullable
        Object[] values = {
            run.id(),
            subject.dataset().toString(),
            subject.datasetName(),
            subject.csv().toString(),
            subject.pipeline(),
            subject.model(),
            subject.modelTitle(),
            subject.precision(),
            subject.dimension(),
            run.state().name(),
            run.started().toEpochMilli(),
            ended == null ? null : ended.toEpochMilli(),
            counts.images(),
            counts.done(),
            counts.kept(),
            counts.failed(),
            counts.noFace(),
            counts.retries(),
            counts.requeued(),
            speed.duration().toMillis(),
            speed.mean(),
            speed.peak(),
            speed.p50(),
            speed.p95(),
            speed.p99(),
            run.slots(),
            run.agents(),
            run.note(),
            owner,
            clock.millis()
        };
        execute(WRITE, values);
    }

    /** The newest runs that {@code wanted} takes, at most {@code limit}. */
    List<PastRun> list(int limit, Predicate<PastRun> wanted) throws SQLException {
        List<PastRun> found = new ArrayList<>();
        try (PreparedStatement query =
                        database.prepareStatement("SELECT * FROM run WHERE deleted IS NULL ORDER BY started DESC, id");
                ResultSet rows = query.executeQuery()) {
            while (found.size() < limit && rows.next()) {
                PastRun run = read(rows);
                if (wanted.test(run)) {
                    found.add(run);
                }
            }
        }
        return found;
    }

    Optional<PastRun> get(String id) throws SQLException {
        try (PreparedStatement query =
                database.prepareStatement("SELECT * FROM run WHERE id = ? AND deleted IS NULL")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /** Hides a run. Returns whether there was one. */
    boolean delete(String id) throws SQLException {
        return execute("UPDATE run SET deleted = ? WHERE id = ? AND deleted IS NULL", clock.millis(), id) > 0;
    }

    /** Shows a hidden run again. Returns whether there was one. */
    boolean restore(String id) throws SQLException {
        return execute("UPDATE run SET deleted = NULL WHERE id = ? AND deleted IS NOT NULL", id) > 0;
    }

    /** Forgets for good what was hidden before {@code then}. */
    void purge(Instant then) throws SQLException {
        execute("DELETE FROM run WHERE deleted < ?", then.toEpochMilli());
    }

    /** Ends the runs whose process is gone, at the time when it last wrote. */
    void interrupt(Predicate<String> ownerIsGone) throws SQLException {
        List<String> gone = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement("SELECT id, owner FROM run WHERE state = ?")) {
            query.setString(1, PastRun.State.RUNNING.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (ownerIsGone.test(rows.getString("owner"))) {
                        gone.add(rows.getString("id"));
                    }
                }
            }
        }
        for (String id : gone) {
            execute("UPDATE run SET state = ?, ended = updated WHERE id = ?", PastRun.State.INTERRUPTED.name(), id);
        }
    }

    private int execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static PastRun read(ResultSet row) throws SQLException {
        return new PastRun(
                row.getString("id"),
                new PastRun.Subject(
                        Path.of(row.getString("dataset")),
                        row.getString("dataset_name"),
                        Path.of(row.getString("csv")),
                        row.getString("pipeline"),
                        row.getString("model"),
                        row.getString("model_title"),
                        row.getString("precision"),
                        row.getInt("dimension")),
                PastRun.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("started")),
                row.getObject("ended") == null ? null : Instant.ofEpochMilli(row.getLong("ended")),
                new PastRun.Counts(
                        row.getLong("images"),
                        row.getLong("done"),
                        row.getLong("kept"),
                        row.getLong("failed"),
                        row.getLong("no_face"),
                        row.getLong("retries"),
                        row.getLong("requeued")),
                new PastRun.Speed(
                        Duration.ofMillis(row.getLong("duration_ms")),
                        row.getDouble("mean_images_per_s"),
                        row.getDouble("peak_images_per_s"),
                        row.getDouble("p50_ms"),
                        row.getDouble("p95_ms"),
                        row.getDouble("p99_ms")),
                row.getInt("slots"),
                row.getInt("agents"),
                row.getString("note"));
    }
}
