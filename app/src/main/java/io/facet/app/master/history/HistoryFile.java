package io.facet.app.master.history;

import io.facet.app.UserException;
import io.facet.protocol.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens the SQLite file of the history; moves a damaged one aside and begins a new one. */
final class HistoryFile {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * An open history.
     *
     * @param database to be closed by whoever has it
     * @param notice what the user should know, as a sentence; null usually
     */
    record Opened(Connection database, @Nullable String notice) {}

    private final Path file;
    private final HistorySchema schema;
    private final java.time.Clock clock;

    HistoryFile(Path file, HistorySchema schema, java.time.Clock clock) {
        this.file = file;
        this.schema = schema;
        this.clock = clock;
    }

    /**
     * Opens the file, and makes it if there is none.
     *
     * @throws UserException HISTORY if it cannot be opened, or a later version of Facet made it
     */
    Opened open() {
        try {
            createFolder();
            try {
                return new Opened(connect(), null);
            } catch (SQLException e) {
                if (!isDamage(e)) {
                    throw e;
                }
                LoggerFactory.getLogger(HistoryFile.class).warn("The run history is damaged: {}", e.getMessage());
                Path aside = moveAside();
                return new Opened(
                        connect(),
                        "The run history was damaged and has been moved to %s. A new one was begun.".formatted(aside));
            }
        } catch (SQLException | IOException e) {
            throw cannotUse(file, e);
        } catch (HistorySchema.TooNew e) {
            throw new UserException(
                    UserException.Code.HISTORY,
                    "The run history %s was made by a later version of Facet. Update Facet; until then runs are not recorded."
                            .formatted(file),
                    e);
        }
    }

    static UserException cannotUse(Path file, Exception e) {
        return new UserException(
                UserException.Code.HISTORY,
                "The run history %s cannot be used (%s). Runs go on without being recorded."
                        .formatted(file, e.getMessage()),
                e);
    }

    private void createFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
    }

    private Connection connect() throws SQLException, HistorySchema.TooNew {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection database = config.createConnection("jdbc:sqlite:" + file);
        try {
            check(database);
            schema.migrate(database);
            return database;
        } catch (SQLException | HistorySchema.TooNew | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void check(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (answer.next() && !"ok".equals(answer.getString(1))) {
                throw new SQLiteException(answer.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
            }
        }
    }

    /** Whether what is in the file is at fault, and not what surrounds it. */
    static boolean isDamage(SQLException e) {
        if (!(e instanceof SQLiteException failure)) {
            return false;
        }
        return switch (failure.getResultCode()) {
            case SQLITE_CORRUPT, SQLITE_CORRUPT_VTAB, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    private Path moveAside() throws IOException {
        String stamp = STAMP.format(clock.instant());
        Path aside = file.resolveSibling("history-damaged-" + stamp + ".db");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        if (Files.exists(journal)) {
            // SQLite would roll it back into the new file.
            Files.move(
                    journal,
                    aside.resolveSibling(aside.getFileName() + "-journal"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return aside;
    }
}
