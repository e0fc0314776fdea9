package io.facet.app.master.history;

import io.facet.app.UserException;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this account, in {@code history/history.db} of the state folder. Thread-safe; every call reads or writes
 * the disk and may wait seconds for another process that writes, so none is for the thread of a window. Closed by its
 * maker.
 *
 * <p>Every call throws a {@link UserException} with the code HISTORY if the disk fails or the file is damaged meanwhile;
 * no run depends on its being recorded.
 */
public final class RunHistory implements AutoCloseable {
    /** How long what was deleted can be had back, at least. */
    private static final Duration UNDO = Duration.ofDays(1);

    private final Path file;
    private final Connection database;
    private final @Nullable String notice;
    private final RunTable runs;
    private final DetailTables details;
    private final Clock clock;
    private final String owner = RunOwner.thisProcess().text();

    private RunHistory(Path file, HistoryFile.Opened opened, Clock clock) {
        this.file = file;
        this.database = opened.database();
        this.notice = opened.notice();
        this.runs = new RunTable(database, clock);
        this.details = new DetailTables(database);
        this.clock = clock;
    }

    /**
     * Opens the history and begins one if there is none. Runs whose process ended before they did are interrupted runs
     * from here on.
     *
     * @param facetVersion goes into the file, for whoever has to find out who changed its tables
     * @param clock its zone is that of the dates which {@link #list} looks at
     * @throws UserException HISTORY if it cannot be opened or was made by a later version of Facet; run without one then
     */
    public static RunHistory open(FacetHome home, String facetVersion, Clock clock) {
        SqliteLibrary.prepare(home.cache());
        Path file = home.state().resolve("history").resolve("history.db");
        HistorySchema schema = new HistorySchema(HistorySchema.VERSIONS, facetVersion, clock);
        RunHistory history = new RunHistory(file, new HistoryFile(file, schema, clock).open(), clock);
        try {
            history.transaction(() -> {
                history.runs.interrupt(RunOwner::isGone);
                history.runs.purge(clock.instant().minus(UNDO));
            });
            return history;
        } catch (UserException e) {
            history.close();
            throw e;
        }
    }

    /** What the user should know about the history itself, such as that a damaged one was moved aside. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    /** Records a run that has begun. */
    public void begin(PastRun run) {
        update(run);
    }

    /** Records how far a run is. */
    public synchronized void update(PastRun run) {
        transaction(() -> runs.write(run, owner));
    }

    /** Records how far a run is, and its charts, in case that this process does not see its end. */
    public synchronized void update(PastRun run, RunDetails known) {
        transaction(() -> {
            runs.write(run, owner);
            details.write(run.id(), known);
        });
    }

    /** Records the end of a run. */
    public void finish(PastRun run, RunDetails known) {
        if (run.state() == PastRun.State.RUNNING) {
            throw new IllegalArgumentException("the run goes on");
        }
        update(run, known);
    }

    /**
     * The newest runs.
     *
     * @param filter words that have to occur in a run; empty for all
     */
    public synchronized List<PastRun> list(int limit, String filter) {
        return ask(() -> runs.list(limit, new RunFilter(filter, clock.getZone())));
    }

    /** The newest run that is as wanted. */
    public synchronized Optional<PastRun> latest(Predicate<PastRun> wanted) {
        return ask(() -> runs.list(1, wanted).stream().findFirst());
    }

    /** A run with its charts. */
    public synchronized Optional<StoredRun> get(String id) {
        return ask(() -> {
            Optional<PastRun> run = runs.get(id);
            return run.isEmpty() ? Optional.empty() : Optional.of(new StoredRun(run.get(), details.read(id)));
        });
    }

    /** Takes a run out of the history; its files stay. Returns whether it was there. */
    public synchronized boolean delete(String id) {
        return ask(() -> runs.delete(id));
    }

    /** Undoes {@link #delete}, for a day at least. Returns whether the run could be had back. */
    public synchronized boolean restore(String id) {
        return ask(() -> runs.restore(id));
    }

    @FunctionalInterface
    private interface Query<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    private interface Change {
        void run() throws SQLException;
    }

    private <T> T ask(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException e) {
            throw HistoryFile.cannotUse(file, e);
        }
    }

    private synchronized void transaction(Change change) {
        try {
            database.setAutoCommit(false);
            try {
                change.run();
                database.commit();
            } catch (SQLException e) {
                database.rollback();
                throw e;
            } finally {
                database.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw HistoryFile.cannotUse(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw HistoryFile.cannotUse(file, e);
        }
    }
}
