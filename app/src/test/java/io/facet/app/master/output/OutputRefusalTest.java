package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.OtherProcess;
import io.facet.app.master.schedule.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of another run, of another program or of nobody: refused in one clear line, and left as they are. */
class OutputRefusalTest {
    private final Path folder;
    private final Path csv;
    private final OutputFiles files;
    private byte[] before = {};

    OutputRefusalTest(@TempDir Path folder) {
        this.folder = folder;
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
    }

    @BeforeEach
    void formerRun() throws IOException {
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, "a/x.jpg"), Rows.done(1));
        writer.settle(Rows.item(1, "a/y.jpg"), Rows.failed(Reason.UNREADABLE));
        writer.finish();
        Files.writeString(csv, "a,a/torn.jp", StandardOpenOption.APPEND);
        before = content();
    }

    private byte[] content() throws IOException {
        try (ByteArrayOutputStream all = new ByteArrayOutputStream()) {
            for (Path file : new Path[] {files.csv(), files.failures(), files.manifest()}) {
                all.writeBytes(Files.readAllBytes(file));
            }
            return all.toByteArray();
        }
    }

    static Stream<Arguments> otherRuns() {
        Manifest.Model m = Asked.MODEL;
        return Stream.of(
                Arguments.of("model", asked(a -> a.model(new Manifest.Model("other", m.card(), m.sha256(), "fp32")))),
                Arguments.of("none", asked(a -> a.model(null))),
                Arguments.of(
                        "model file",
                        asked(a -> a.model(new Manifest.Model(m.id(), m.card(), "9".repeat(64), "fp32")))),
                Arguments.of(
                        "model card",
                        asked(a -> a.model(new Manifest.Model(m.id(), "9".repeat(64), m.sha256(), "fp32")))),
                Arguments.of(
                        "precision", asked(a -> a.model(new Manifest.Model(m.id(), m.card(), m.sha256(), "fp16")))),
                Arguments.of("dimension", asked(a -> a.format(4, FloatText.SHORTEST))),
                Arguments.of("floats", asked(a -> a.format(3, FloatText.SIX_DECIMALS))),
                Arguments.of("order", asked(a -> a.ordered(true))),
                Arguments.of("dataset", asked(a -> a.dataset("/elsewhere"))),
                Arguments.of("pipeline", asked(a -> a.pipeline(new Manifest.Pipeline("detect", "1".repeat(64))))),
                Arguments.of("pipeline text", asked(a -> a.pipeline(new Manifest.Pipeline("embed", "9".repeat(64))))));
    }

    @FunctionalInterface
    interface Change {
        Asked apply(Asked asked);
    }

    private static Change asked(Change change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("otherRuns")
    void outputOfAnotherRunIsNotContinued(String what, Change change) throws IOException {
        String line = refused(
                Code.OUTPUT_MISMATCH, () -> change.apply(Asked.of(csv).resume()).open());
        assertThat(line).contains(what, "--overwrite");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void headerOfAnotherRunIsNotContinued() throws IOException {
        Files.writeString(csv, "label,path,e0,e1\r\na,a/x.jpg,1,2\r\n");
        refused(Code.OUTPUT_MISMATCH, () -> Asked.of(csv).resume().open());
        assertThat(csv).hasContent("label,path,e0,e1\r\na,a/x.jpg,1,2\r\n");
    }

    @Test
    void fileOfAnotherProgramIsNotCutOff() throws IOException {
        Path notes = folder.resolve("notes.csv");
        Files.writeString(notes, "my notes, without an end of line");
        refused(Code.OUTPUT_DAMAGED, () -> Asked.of(notes).resume().open());
        refused(Code.OUTPUT_DAMAGED, () -> Asked.of(notes).retryFailed().open());
        assertThat(notes).hasContent("my notes, without an end of line");
        assertThat(folder.resolve("notes.failures.csv")).doesNotExist();
        assertThat(folder.resolve("notes.facet")).doesNotExist();
    }

    @Test
    void csvThatAnotherProgramChangedIsNotContinued() throws IOException {
        Files.writeString(csv, Files.readString(csv).replace("a/x.jpg,", "a/x.jpg,,"));
        byte[] changed = Files.readAllBytes(csv);
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open()))
                .contains("6 fields", "record 1");
        assertThat(csv).hasBinaryContent(changed);
    }

    @Test
    void strayQuoteDoesNotMakeTheRestOfTheFileATornRecord() throws IOException {
        StringBuilder rows = new StringBuilder("label,path,e0,e1,e2\r\n\"a,a/x.jpg,1,2,3\r\n");
        rows.repeat("a,a/y.jpg,1,2,3\r\n", 20_000);
        Files.writeString(csv, rows);
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open()))
                .contains("quote");
        assertThat(csv).hasSize(rows.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"format\": 1}", "{\"format\": 2}", "\u0000\u0000"})
    void damagedManifestIsRefused(String text) throws IOException {
        Files.writeString(files.manifest(), text);
        before = content();
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open()))
                .contains("out.facet", "--overwrite");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void manifestWithAnythingMissingIsRefused() throws IOException {
        String manifest = Files.readString(files.manifest());
        List<String> lines = manifest.lines()
                .filter(l -> l.contains(":") && !l.contains("{") && !l.contains("null"))
                .filter(l -> !l.contains("\"rows\"") && !l.contains("\"ordered\""))
                .toList();
        assertThat(lines).hasSizeGreaterThan(12);
        for (String line : lines) {
            Files.writeString(files.manifest(), without(manifest, line));
            assertThatThrownBy(() -> Asked.of(csv).resume().open())
                    .as("without %s", line)
                    .isInstanceOf(UserException.class);
        }
    }

    /** Without a line, and without the comma that then is one too many. */
    private static String without(String json, String line) {
        return json.replace(line + "\n", "").replaceAll(",(\\s*})", "$1");
    }

    @Test
    void manifestThatIsCutAnywhereIsRefused() throws IOException {
        byte[] manifest = Files.readAllBytes(files.manifest());
        for (int length = 0; length < manifest.length - 2; length++) {
            Files.write(files.manifest(), Arrays.copyOf(manifest, length));
            refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open());
        }
    }

    @Test
    void missingManifestIsRefused() throws IOException {
        Files.delete(files.manifest());
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open()))
                .contains("it is missing");
    }

    @Test
    void manifestOfUnknownSizeIsNotReadIntoMemory() throws IOException {
        Files.write(files.manifest(), new byte[2 << 20]);
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).resume().open()))
                .contains("larger than 1 MB");
    }

    @Test
    void csvThatListsTheFailuresOfAnotherIsNotReplaced() throws IOException {
        Path first = folder.resolve("a.failures.csv");
        OutputWriter writer = Asked.of(first).write();
        writer.settle(Rows.item(0, "kept.jpg"), Rows.done(1));
        writer.finish();
        Path second = folder.resolve("a.csv");
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(second).open());
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(second).resume().open());
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(second).overwrite().open());
        assertThat(Rows.paths(first)).containsExactly("kept.jpg");
    }

    @Test
    void manifestOfAnotherCsvIsNotReplaced() throws IOException {
        Path without = folder.resolve("out"); // its manifest would be out.facet, too
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(without).open());
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(without).resume().open());
        refused(Code.OUTPUT_EXISTS, () -> Asked.of(without).overwrite().open());
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void outputThatWasRenamedAsAWholeGoesOn() throws IOException {
        OutputFiles moved = OutputFiles.of(folder.resolve("moved.csv"));
        Files.move(files.csv(), moved.csv());
        Files.move(files.failures(), moved.failures());
        Files.move(files.manifest(), moved.manifest());
        try (OpenOutput output = Asked.of(moved.csv()).resume().open()) {
            assertThat(output.rows()).isEqualTo(1);
        }
        Asked.of(moved.csv()).overwrite().open().close();
        assertThat(Rows.paths(moved.csv())).isEmpty();
    }

    @Test
    void folderIsNoFile() throws IOException {
        Path some = Files.createDirectory(folder.resolve("output"));
        for (Asked asked : new Asked[] {
            Asked.of(some), Asked.of(some).resume(), Asked.of(some).overwrite()
        }) {
            assertThat(refused(Code.USAGE, asked::open)).contains("is a folder", "embeddings.csv");
        }
        assertThat(folder.resolve("output.facet")).doesNotExist();
    }

    @Test
    @Timeout(20)
    void pipeIsRefusedAndDoesNotBlock() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assumeTrue(mkfifo(pipe), "mkfifo is not there");
        for (Asked asked : new Asked[] {
            Asked.of(pipe), Asked.of(pipe).resume(), Asked.of(pipe).overwrite()
        }) {
            assertThat(refused(Code.USAGE, asked::open)).contains("pipe");
        }
    }

    private static boolean mkfifo(Path pipe) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void fileInThePlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        refused(Code.OUTPUT_WRITE, () -> Asked.of(file.resolve("out.csv")).open());
    }

    @Test
    @Timeout(60)
    void whatMayNotBeWrittenIsRefusedAndNothingIsLostEvenWithOverwrite() throws Exception {
        try (OtherProcess other = OtherProcess.startBoundByPermissions(folder, OutputProbe.class)) {
            assertThat(csv.toFile().setWritable(false)).isTrue();
            for (String way : List.of("resume ", "overwrite ", "retry ")) {
                assertThat(other.ask(way + csv)).startsWith("OUTPUT_WRITE").contains("permission denied");
            }
            assertThat(csv.toFile().setWritable(true)).isTrue();
            assertThat(folder.toFile().setWritable(false)).isTrue();
            for (String way : List.of("resume ", "overwrite ", "retry ")) {
                assertThat(other.ask(way + csv)).startsWith("OUTPUT_WRITE");
            }
            assertThat(other.ask("new " + folder.resolve("new.csv"))).startsWith("OUTPUT_WRITE");
            assertThat(content()).isEqualTo(before);
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }
}
