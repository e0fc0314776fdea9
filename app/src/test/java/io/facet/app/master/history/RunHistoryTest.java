package io.facet.app.master.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.master.OtherProcess;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunHistoryTest {
    private final Path root;
    private final FacetHome home;
    private final Path folder;
    private Instant now = Sample.NOON;

    RunHistoryTest(@TempDir Path root) {
        this.root = root;
        home = FacetHome.under(root);
        folder = home.state().resolve("history");
    }

    private RunHistory open() {
        return RunHistory.open(home, "0.1.0", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<String> names(List<PastRun> runs) {
        return runs.stream().map(run -> run.subject().datasetName()).toList();
    }

    @Test
    void runComesBackWithEverythingThatIsKnownOfIt() {
        PastRun run = Sample.run("faces-105", now);
        PastRun finished = Sample.finished(run);
        try (RunHistory history = open()) {
            assertThat(history.notice()).isEmpty();
            history.begin(run);
            assertThat(history.get(run.id())).contains(new StoredRun(run, RunDetails.NONE));
            history.finish(finished, Sample.details());
        }
        try (RunHistory history = open()) {
            assertThat(history.get(run.id())).contains(new StoredRun(finished, Sample.details()));
            assertThat(history.list(10, "")).containsExactly(finished);
            assertThat(history.get("other")).isEmpty();
        }
    }

    @Test
    void updateKeepsTheChartsThatAreThere() {
        PastRun run = Sample.run("faces", now);
        try (RunHistory history = open()) {
            history.update(run, Sample.details());
            history.update(run.at(Sample.snapshot(io.facet.app.master.run.RunSnapshot.State.RUNNING, 5, 1), 0, 0));
            StoredRun stored = history.get(run.id()).orElseThrow();
            assertThat(stored.details()).isEqualTo(Sample.details());
            assertThat(stored.run().counts().done()).isEqualTo(5);
        }
    }

    @Test
    void endOfARunThatGoesOnIsAnErrorInFacet() {
        try (RunHistory history = open()) {
            assertThatThrownBy(() -> history.finish(Sample.run("x", now), RunDetails.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void newestStandFirstAndNoMoreThanAskedFor() {
        try (RunHistory history = open()) {
            for (int i = 0; i < 50; i++) {
                history.begin(Sample.run("run-%02d".formatted(i * 7 % 50), now.plusSeconds(i * 7 % 50)));
            }
            assertThat(names(history.list(3, ""))).containsExactly("run-49", "run-48", "run-47");
            assertThat(history.list(100, "")).hasSize(50);
            assertThat(names(history.list(2, "run-1"))).containsExactly("run-19", "run-18");
        }
    }

    @Test
    void everyWordOfTheFilterHasToOccurSomewhere() {
        try (RunHistory history = open()) {
            history.begin(Sample.run("Übung", Instant.parse("2026-05-12T10:00:00Z")));
            history.finish(
                    Sample.finished(Sample.run("scans-2024", Instant.parse("2026-03-01T10:00:00Z"))), RunDetails.NONE);
            assertThat(names(history.list(9, "übung"))).containsExactly("Übung");
            assertThat(names(history.list(9, "12 may"))).containsExactly("Übung");
            assertThat(names(history.list(9, "2026-03"))).containsExactly("scans-2024");
            assertThat(names(history.list(9, "  vggface2  FINISHED "))).containsExactly("scans-2024");
            assertThat(names(history.list(9, "resnet-50"))).hasSize(2);
            assertThat(history.list(9, "vggface2 %")).isEmpty();
        }
    }

    @Test
    void deletedRunCanBeHadBackForADay() {
        PastRun run = Sample.finished(Sample.run("faces", now));
        try (RunHistory history = open()) {
            history.update(run, Sample.details());
            assertThat(history.delete(run.id())).isTrue();
            assertThat(history.delete(run.id())).as("twice").isFalse();
            assertThat(history.list(9, "")).isEmpty();
            assertThat(history.get(run.id())).isEmpty();
        }
        now = now.plus(Duration.ofHours(23));
        try (RunHistory history = open()) {
            assertThat(history.restore(run.id())).isTrue();
            assertThat(history.get(run.id())).contains(new StoredRun(run, Sample.details()));
            assertThat(history.restore(run.id())).as("twice").isFalse();
            history.delete(run.id());
        }
        now = now.plus(Duration.ofHours(25));
        try (RunHistory history = open()) {
            assertThat(history.restore(run.id())).isFalse();
        }
    }

    /** What the other process has begun. Its log may say something first. */
    private static String runOf(OtherProcess other) throws IOException {
        String line = other.line();
        while (!line.startsWith(HistoryProbe.RUN)) {
            line = other.line();
        }
        return line.substring(HistoryProbe.RUN.length());
    }

    @Test
    void runOfAProcessThatWasKilledIsInterruptedAndThatOfALivingOneIsNot() throws Exception {
        String id;
        try (OtherProcess other = OtherProcess.start(HistoryProbe.class, root.toString())) {
            id = runOf(other);
            try (RunHistory history = open()) {
                assertThat(history.get(id).orElseThrow().run().state()).isEqualTo(PastRun.State.RUNNING);
                // Both write: neither keeps the other out.
                history.begin(Sample.run("mine", now));
                assertThat(other.ask("again")).isEqualTo("updated");
            }
        }
        try (RunHistory history = open()) {
            PastRun run = history.get(id).orElseThrow().run();
            assertThat(run.state()).isEqualTo(PastRun.State.INTERRUPTED);
            assertThat(run.ended()).isNotNull().isAfterOrEqualTo(run.started());
            assertThat(names(history.list(9, "mine"))).hasSize(1);
            assertThat(history.list(9, "mine").getFirst().state()).isEqualTo(PastRun.State.RUNNING);
        }
    }

    @Test
    void damagedFileIsMovedAsideAndANewOneBegun() throws IOException {
        try (RunHistory history = open()) {
            for (int i = 0; i < 200; i++) {
                history.finish(Sample.finished(Sample.run("run-" + i, now)), Sample.details());
            }
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("history.db"));
        for (int i = 4096; i < bytes.length; i += 64) {
            bytes[i] ^= 0x55;
        }
        Files.write(folder.resolve("history.db"), bytes);
        checkBegunAnew(bytes);
    }

    @Test
    void fileOfSomethingElseIsMovedAsideAndANewOneBegun() throws IOException {
        Files.createDirectories(folder);
        byte[] bytes = "This is no database. ".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(folder.resolve("history.db"), bytes);
        checkBegunAnew(bytes);
    }

    private void checkBegunAnew(byte[] damaged) throws IOException {
        Path aside = folder.resolve("history-damaged-20260512-120000.db");
        try (RunHistory history = open()) {
            assertThat(history.notice())
                    .contains("The run history was damaged and has been moved to %s. A new one was begun."
                            .formatted(aside));
            assertThat(history.list(9, "")).isEmpty();
            history.begin(Sample.run("after", now));
        }
        assertThat(aside).hasBinaryContent(damaged);
        try (RunHistory history = open()) {
            assertThat(history.notice()).isEmpty();
            assertThat(names(history.list(9, ""))).containsExactly("after");
        }
    }

    @Test
    void emptyFileIsANewHistory() throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("history.db"));
        try (RunHistory history = open()) {
            assertThat(history.notice()).isEmpty();
            assertThat(history.list(1, "")).isEmpty();
        }
    }

    @Test
    void historyOfALaterVersionIsLeftAlone() throws Exception {
        open().close();
        Path file = folder.resolve("history.db");
        List<List<String>> later = new ArrayList<>(HistorySchema.VERSIONS);
        later.add(List.of("ALTER TABLE run ADD COLUMN mood TEXT"));
        HistorySchema schema = new HistorySchema(later, "9.9.9", Clock.systemUTC());
        new HistoryFile(file, schema, Clock.systemUTC()).open().database().close();
        byte[] before = Files.readAllBytes(file);
        UserException e = catchThrowableOfType(UserException.class, this::open);
        assertThat(e.code()).isEqualTo(UserException.Code.HISTORY);
        assertThat(e.getMessage())
                .contains("later version")
                .doesNotContain("\n")
                .endsWith(".");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void olderTablesAreBroughtUpToDateWithTheirRuns() throws Exception {
        PastRun run = Sample.finished(Sample.run("old", now));
        try (RunHistory history = open()) {
            history.update(run, Sample.details());
        }
        List<List<String>> later = new ArrayList<>(HistorySchema.VERSIONS);
        later.add(List.of("ALTER TABLE run ADD COLUMN mood TEXT", "UPDATE run SET mood = 'good'"));
        HistorySchema schema = new HistorySchema(later, "9.9.9", Clock.systemUTC());
        HistoryFile file = new HistoryFile(folder.resolve("history.db"), schema, Clock.systemUTC());
        for (int i = 0; i < 2; i++) {
            try (var database = file.open().database();
                    var statement = database.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT dataset_name, mood, (SELECT count(*) FROM migration) AS n FROM run")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("dataset_name")).isEqualTo("old");
                assertThat(rows.getString("mood")).isEqualTo("good");
                assertThat(rows.getInt("n")).isEqualTo(2);
            }
        }
    }

    @Test
    void migrationThatFailsChangesNothing() throws Exception {
        open().close();
        Path file = folder.resolve("history.db");
        List<List<String>> broken = new ArrayList<>(HistorySchema.VERSIONS);
        broken.add(List.of("ALTER TABLE run ADD COLUMN mood TEXT", "NONSENSE"));
        HistorySchema schema = new HistorySchema(broken, "9.9.9", Clock.systemUTC());
        assertThatThrownBy(() -> new HistoryFile(file, schema, Clock.systemUTC()).open())
                .isInstanceOf(UserException.class);
        open().close();
    }

    @Test
    void folderThatCannotBeMadeIsOneSentence() throws IOException {
        Files.createDirectories(home.state());
        Files.writeString(folder, "in the way");
        UserException e = catchThrowableOfType(UserException.class, this::open);
        assertThat(e.code()).isEqualTo(UserException.Code.HISTORY);
        assertThat(e.getMessage()).contains("history.db").doesNotContain("\n");
    }

    @Test
    void libraryOfSqliteIsUnpackedIntoTheCacheWhereTheDistributionDoesNotHaveIt() throws IOException {
        Path cache = home.cache().resolve("sqlite");
        try (OtherProcess other = OtherProcess.start(HistoryProbe.class, root.toString())) {
            runOf(other);
            try (Stream<Path> files = Files.list(cache)) {
                assertThat(files.map(f -> f.getFileName().toString())).anyMatch(name -> name.startsWith("sqlite-"));
            }
        }
    }
}
