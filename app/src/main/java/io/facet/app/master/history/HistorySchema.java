package io.facet.app.master.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

/**
 * The tables of the history and how they came about: each version is a list of statements that turn the one before into
 * it. What was released is never changed again. The table {@code migration} says which were carried out.
 */
final class HistorySchema {
    /** Index 0 makes version 1. */
    static final List<List<String>> VERSIONS =
            List.of(List.of("""
            CREATE TABLE run (
                id TEXT PRIMARY KEY,
                dataset TEXT NOT NULL,
                dataset_name TEXT NOT NULL,
                csv TEXT NOT NULL,
                pipeline TEXT NOT NULL,
                model TEXT NOT NULL,
                model_title TEXT NOT NULL,
                "precision" TEXT NOT NULL,
                dimension INTEGER NOT NULL,
                state TEXT NOT NULL,
                started INTEGER NOT NULL,
                ended INTEGER,
                images INTEGER NOT NULL,
                done INTEGER NOT NULL,
                kept INTEGER NOT NULL,
                failed INTEGER NOT NULL,
                no_face INTEGER NOT NULL,
                retries INTEGER NOT NULL,
                requeued INTEGER NOT NULL,
                duration_ms INTEGER NOT NULL,
                mean_images_per_s REAL NOT NULL,
                peak_images_per_s REAL NOT NULL,
                p50_ms REAL NOT NULL,
                p95_ms REAL NOT NULL,
                p99_ms REAL NOT NULL,
                slots INTEGER NOT NULL,
                agents INTEGER NOT NULL,
                note TEXT NOT NULL,
                owner TEXT NOT NULL,
                updated INTEGER NOT NULL,
                deleted INTEGER
            ) STRICT""", "CREATE INDEX run_by_start ON run (started DESC)", """
            CREATE TABLE detail (
                run TEXT PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
                latencies BLOB NOT NULL,
                throughput BLOB NOT NULL
            ) STRICT""", """
            CREATE TABLE share (
                run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                place INTEGER NOT NULL,
                agent TEXT NOT NULL,
                colour INTEGER NOT NULL,
                images INTEGER NOT NULL,
                busy_ms INTEGER NOT NULL,
                images_per_s REAL NOT NULL,
                PRIMARY KEY (run, place)
            ) STRICT, WITHOUT ROWID"""));

    /** The tables were made by a later version of Facet. */
    static final class TooNew extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final List<List<String>> versions;
    private final String facetVersion;
    private final Clock clock;

    HistorySchema(List<List<String>> versions, String facetVersion, Clock clock) {
        this.versions = versions;
        this.facetVersion = facetVersion;
        this.clock = clock;
    }

    /** Brings the tables up to date, in one transaction; another process that comes meanwhile finds it done. */
    void migrate(Connection database) throws SQLException, TooNew {
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS migration (
                        version INTEGER PRIMARY KEY,
                        carried_out INTEGER NOT NULL,
                        facet TEXT NOT NULL
                    ) STRICT""");
            int version = version(statement);
            if (version > versions.size()) {
                throw new TooNew();
            }
            for (; version < versions.size(); version++) {
                for (String sql : versions.get(version)) {
                    statement.execute(sql);
                }
                note(database, version + 1);
            }
            database.commit();
        } catch (SQLException | TooNew e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT coalesce(max(version), 0) FROM migration")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void note(Connection database, int version) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO migration VALUES (?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setLong(2, clock.millis());
            insert.setString(3, facetVersion);
            insert.execute();
        }
    }
}
