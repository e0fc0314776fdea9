package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.facet.app.UserException;
import io.facet.app.master.MemoryFolder;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a killed writer stopped, the next run makes of the file what an undisturbed run would have made. */
class KillAtAnyByteTest {
    private static final byte[] NOTHING = {};
    private static final byte[] ZEROS = new byte[50];
    private static final byte[] GARBAGE = "x,\"y\",,,\"\u00e4\0\r".getBytes(StandardCharsets.UTF_8);

    private static final List<String> NAMES = List.of(
            "plain.jpg",
            "pins_A B/quote\"d.jpg",
            "pins_A B/com,ma.jpg",
            "b/new\nline.jpg",
            "b/\r\n\"\r\",\n.jpg",
            "日本/🙂.jpg",
            "c/\"\"",
            "c/d/e/=1+1.png",
            "d/failed, \"badly\".jpg",
            "d/no\nface.jpg",
            "e/last.jpg");

    private final Path csv;
    private final OutputFiles files;
    private byte[] whole = {};
    private byte[] wholeFailures = {};
    private byte[] manifest = {};

    KillAtAnyByteTest(@TempDir(factory = MemoryFolder.class) Path folder) {
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
    }

    /** The undisturbed run. */
    private void begin(boolean ordered) throws IOException {
        try (OpenOutput output = Asked.of(csv).ordered(ordered).open()) {
            assertThat(output.rows()).isZero();
        }
        manifest = Files.readAllBytes(files.manifest());
        complete(ordered, null);
        whole = Files.readAllBytes(csv);
        wholeFailures = Files.readAllBytes(files.failures());
        assertThat(Rows.paths(csv)).hasSize(8);
        assertThat(Rows.paths(files.failures())).hasSize(3);
    }

    private static Outcome outcome(ImageItem item) {
        return switch ((int) item.sequence()) {
            case 2 -> Rows.failed(Reason.UNREADABLE);
            case 8 -> Rows.failed(Reason.MODEL_ERROR);
            case 9 -> Rows.failed(Reason.NO_FACE);
            default -> Rows.done(item.sequence());
        };
    }

    /** Resumes, settles what has no outcome yet, and finishes. Random order if {@code random} is given. */
    private void complete(boolean ordered, @Nullable Random random) throws IOException {
        OpenOutput output = Asked.of(csv).resume().ordered(ordered).open();
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        List<ImageItem> todo = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            ImageItem item = Rows.item(i, NAMES.get(i));
            if (output.ended().contains(item.path())) {
                writer.skip(i);
            } else {
                todo.add(item);
            }
        }
        if (random != null) {
            Collections.shuffle(todo, random);
        }
        todo.forEach(item -> writer.settle(item, outcome(item)));
        writer.finish();
        assertThat(writer.sha256()).isEqualTo(Rows.sha256(csv));
        assertThat(writer.bytes()).isEqualTo(Files.size(csv));
        assertThat(writer.rows()).isEqualTo(Rows.read(csv).size() - 1);
    }

    private void leave(byte[] rows, int rowBytes, byte[] failures, int failureBytes, byte[] rest) throws IOException {
        Files.write(csv, cut(rows, rowBytes, rest));
        Files.write(files.failures(), cut(failures, failureBytes, NOTHING));
        Files.write(files.manifest(), manifest);
    }

    private static byte[] cut(byte[] content, int length, byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, length);
        out.writeBytes(rest);
        return out.toByteArray();
    }

    @Test
    void rowsAreTheSameWhereverTheCsvWasCut() throws IOException {
        begin(false);
        Random random = new Random(1);
        for (int length = 0; length <= whole.length; length++) {
            leave(whole, length, wholeFailures, wholeFailures.length, NOTHING);
            complete(false, random);
            checkSet();
        }
    }

    @Test
    void rowsAreTheSameWhateverWasLeftBehindTheLastWholeRecord() throws IOException {
        begin(false);
        int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = 0; length <= whole.length; length++) {
            leave(whole, length, wholeFailures, wholeFailures.length, ZEROS);
            complete(false, null);
            checkSet();
            if (length >= header) {
                leave(whole, length, wholeFailures, wholeFailures.length, GARBAGE);
                complete(false, null);
                checkSet();
            }
        }
    }

    @Test
    void whatIsNoHeaderIsLeftAlone() throws IOException {
        begin(false);
        byte[] notes = "my notes".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < 20; length++) {
            leave(whole, length, wholeFailures, wholeFailures.length, notes);
            assertThatThrownBy(() -> Asked.of(csv).resume().open())
                    .isInstanceOfSatisfying(
                            UserException.class,
                            e -> assertThat(e.code()).isEqualTo(UserException.Code.OUTPUT_MISMATCH));
            assertThat(csv).hasBinaryContent(cut(whole, length, notes));
        }
    }

    @Test
    void failuresAreTheSameWhereverTheirFileWasCut() throws IOException {
        begin(false);
        for (int length = 0; length <= wholeFailures.length; length++) {
            leave(whole, whole.length, wholeFailures, length, NOTHING);
            complete(false, null);
            checkSet();
        }
    }

    @Test
    void nothingIsLostWhereverBothWereCut() throws IOException {
        begin(false);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            leave(
                    whole,
                    random.nextInt(whole.length + 1),
                    wholeFailures,
                    random.nextInt(wholeFailures.length + 1),
                    NOTHING);
            complete(false, random);
            checkSet();
        }
    }

    @Test
    void orderedFileHasTheSameBytesWhereverItWasCut() throws IOException {
        begin(true);
        Random random = new Random(3);
        for (int length = 0; length <= whole.length; length++) {
            leave(whole, length, wholeFailures, failuresBefore(length), NOTHING);
            complete(true, random);
            assertThat(csv).hasBinaryContent(whole);
            assertThat(files.failures()).hasBinaryContent(wholeFailures);
        }
    }

    @Test
    void orderedFileHasTheSameBytesAfterManyKills() throws IOException {
        begin(true);
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            leave(whole, random.nextInt(whole.length), wholeFailures, 0, NOTHING);
            for (int kill = 0; kill < 4; kill++) {
                OpenOutput output = Asked.of(csv).resume().ordered(true).open();
                OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
                for (int n = 0; n < NAMES.size(); n++) {
                    ImageItem item = Rows.item(n, NAMES.get(n));
                    if (output.ended().contains(item.path())) {
                        writer.skip(n);
                    } else if (random.nextInt(3) > 0) {
                        writer.settle(item, outcome(item));
                    }
                }
                writer.finish();
                byte[] now = Files.readAllBytes(csv);
                assertThat(Arrays.equals(now, 0, now.length, whole, 0, now.length))
                        .as("ordered rows are a beginning of all rows")
                        .isTrue();
            }
            complete(true, random);
            assertThat(csv).hasBinaryContent(whole);
        }
    }

    /** In order, a failure is written with the rows around it: those of images before the cut are there. */
    private int failuresBefore(int length) {
        return length < whole.length ? 0 : wholeFailures.length;
    }

    private void checkSet() {
        assertThat(new HashSet<>(Rows.read(csv))).isEqualTo(new HashSet<>(read(whole)));
        assertThat(Rows.read(csv)).hasSize(read(whole).size());
        assertThat(new HashSet<>(Rows.read(files.failures()))).isEqualTo(new HashSet<>(read(wholeFailures)));
        assertThat(Rows.read(files.failures())).hasSize(read(wholeFailures).size());
    }

    private static List<List<String>> read(byte[] content) {
        try (var reader = Rows.strict().ofCsvRecord(new String(content, StandardCharsets.UTF_8))) {
            return reader.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
