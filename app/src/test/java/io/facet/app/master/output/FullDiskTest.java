package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full: one sentence, whole records, and the next start completes them. */
@Timeout(60)
class FullDiskTest {
    private static final int IMAGES = 3000;

    private final SmallDisk disk;
    private final Path csv;
    private final List<UserException> reported = new CopyOnWriteArrayList<>();

    FullDiskTest(@TempDir Path folder) throws Exception {
        disk = SmallDisk.mount(folder, 64);
        csv = disk.folder().resolve("out.csv");
    }

    @BeforeEach
    void isSmall() throws IOException {
        assertThat(Files.getFileStore(disk.folder()).getTotalSpace()).isLessThan(1 << 20);
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    private static String path(int i) {
        return "pins_a/\"x\", %05d.jpg".formatted(i);
    }

    private static Outcome outcome(int i) {
        return i % 3 == 0 ? Rows.failed(Reason.UNREADABLE) : Rows.done(i);
    }

    /** Writes what is missing; a row at a time, so that the disk fills within a block and between blocks. */
    private OutputWriter writeAll(Asked asked, boolean oneByOne) {
        OpenOutput output = asked.open();
        OutputWriter writer = new OutputWriter(output, reported::add);
        for (int i = 0; i < IMAGES && reported.isEmpty(); i++) {
            if (!output.ended().contains(path(i))) {
                writer.settle(Rows.item(i, path(i)), outcome(i));
                while (oneByOne && writer.backlog() > 0 && reported.isEmpty()) {
                    Thread.onSpinWait();
                }
            }
        }
        return writer;
    }

    @Test
    void wholeRecordsStayAndTheNextStartCompletesThem() throws Exception {
        checkStopAndContinue(true);
    }

    @Test
    void blockThatDoesNotFitIsTakenBackAsAWhole() throws Exception {
        checkStopAndContinue(false);
    }

    private void checkStopAndContinue(boolean oneByOne) throws Exception {
        OutputWriter writer = writeAll(Asked.of(csv), oneByOne);
        String line = refused(Code.DISK_FULL, writer::finish);
        assertThat(line).contains("is full", "--resume");
        assertThat(reported).hasSize(1);
        assertThat(Rows.read(csv).size()).isEqualTo(writer.rows() + 1).isLessThan(2000);
        assertThat(Rows.read(OutputFiles.of(csv).failures())).allMatch(fields -> fields.size() == 5);
        assertThat(Files.readString(csv)).endsWith("\r\n");

        disk.resize(4096);
        reported.clear();
        OutputWriter rest = writeAll(Asked.of(csv).resume(), false);
        rest.finish();
        assertThat(rest.sha256()).isEqualTo(Rows.sha256(csv));
        List<String> all =
                IntStream.range(0, IMAGES).mapToObj(FullDiskTest::path).toList();
        assertThat(Stream.concat(
                        Rows.paths(csv).stream(), Rows.paths(OutputFiles.of(csv).failures()).stream()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void outputThatCannotEvenBeginSaysSoAndBeginsLater() throws Exception {
        Path filler = disk.fill();
        assertThat(refused(Code.DISK_FULL, () -> Asked.of(csv).open())).contains("out");
        Files.delete(filler);
        OutputWriter writer = Asked.of(csv).resume().write();
        writer.settle(Rows.item(0, "x.jpg"), Rows.done(1));
        writer.finish();
        assertThat(Rows.paths(csv)).containsExactly("x.jpg");
    }

    @Test
    void manifestOfTheLastStateStaysWhenTheNewOneDoesNotFit() throws Exception {
        Asked.of(csv).open().close();
        Path manifest = OutputFiles.of(csv).manifest();
        Manifest before = Manifest.read(manifest);
        disk.fill();
        refused(Code.DISK_FULL, () -> before.withState(Manifest.State.FINISHED).write(manifest));
        assertThat(Manifest.read(manifest)).isEqualTo(before);
        assertThat(disk.folder().resolve("out.facet.tmp")).doesNotExist();
    }

    @Test
    void fullDiskIsKnownInEveryLanguageOfTheSystem() throws Exception {
        Files.createFile(csv);
        IOException german = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
        disk.resize(4096);
        assertThat(AppendFile.cannotWrite(csv, german).code()).isEqualTo(Code.OUTPUT_WRITE);
        disk.fill();
        assertThat(AppendFile.cannotWrite(csv, german).code()).isEqualTo(Code.DISK_FULL);
    }

    @Test
    void resumeOnAFullDiskTouchesNothing() throws Exception {
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, "x.jpg"), Rows.done(1));
        writer.settle(Rows.item(1, "y.jpg"), Rows.failed(Reason.UNREADABLE));
        writer.finish();
        Path filler = disk.fill();
        refused(Code.DISK_FULL, () -> Asked.of(csv).resume().open());
        refused(Code.DISK_FULL, () -> Asked.of(csv).retryFailed().open());
        Files.delete(filler);
        assertThat(Rows.paths(csv)).containsExactly("x.jpg");
        assertThat(Rows.paths(OutputFiles.of(csv).failures())).containsExactly("y.jpg");
        try (OpenOutput output = Asked.of(csv).resume().open()) {
            assertThat(output.ended().size()).isEqualTo(2);
        }
    }
}
