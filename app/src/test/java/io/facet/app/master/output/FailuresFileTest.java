package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException.Code;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresFileTest {
    private final Path file;

    FailuresFileTest(@TempDir Path folder) {
        file = folder.resolve("out.failures.csv");
    }

    private static String path(long i) {
        return "pins_a \"b\"/new\nline, %06d.jpg".formatted(i);
    }

    private void write(int from, int to, StandardOpenOption how) throws IOException {
        RowBytes out = new RowBytes();
        if (from == 0) {
            out.record(FailureFormat.HEADER.split(","));
        }
        for (int i = from; i < to; i++) {
            FailureFormat.append(
                    out,
                    Rows.item(i, path(i)),
                    new Outcome.Failed(Reason.UNREADABLE, "It says \"no\" %d times.".formatted(i), i % 4));
        }
        try (OutputStream stream =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            out.writeTo(stream);
        }
    }

    @Test
    void anyPageIsReadWhereverItBegins() throws IOException {
        write(0, 3000, StandardOpenOption.TRUNCATE_EXISTING);
        FailuresFile failures = FailuresFile.open(file);
        assertThat(failures.size()).isEqualTo(3000);
        for (int from : List.of(0, 1, 255, 256, 257, 1023, 2559, 2999)) {
            List<FailureRecord> page = failures.read(from, 300);
            assertThat(page.stream().map(FailureRecord::path))
                    .isEqualTo(IntStream.range(from, Math.min(3000, from + 300))
                            .mapToObj(FailuresFileTest::path)
                            .toList());
        }
        assertThat(failures.read(42, 1))
                .containsExactly(new FailureRecord("a \"b\"", path(42), "unreadable", "It says \"no\" 42 times.", 2));
        assertThat(failures.read(42, 1).getFirst().knownReason()).contains(Reason.UNREADABLE);
        assertThat(failures.read(3000, 10)).isEmpty();
        assertThat(failures.read(-1, 10)).isEmpty();
        assertThat(failures.read(0, 0)).isEmpty();
    }

    @Test
    void tornLastRecordIsLeftOutUntilItIsWhole() throws IOException {
        write(0, 10, StandardOpenOption.TRUNCATE_EXISTING);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = whole.length - 1; cut > whole.length - 40; cut--) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            FailuresFile failures = FailuresFile.open(file);
            assertThat(failures.size()).isEqualTo(9);
            assertThat(failures.read(0, 100)).hasSize(9);
            Files.write(file, whole);
            assertThat(failures.refresh()).isTrue();
            assertThat(failures.read(9, 100)).hasSize(1);
        }
    }

    @Test
    void whatIsAddedIsFoundAndReadOn() throws IOException {
        FailuresFile failures = FailuresFile.open(file);
        assertThat(failures.size()).isZero();
        assertThat(failures.refresh()).isFalse();
        for (int i = 0; i < 1000; i += 100) {
            write(i, i + 100, StandardOpenOption.APPEND);
            assertThat(failures.refresh()).isTrue();
            assertThat(failures.refresh()).as("nothing new").isFalse();
            assertThat(failures.size()).isEqualTo(i + 100);
            assertThat(failures.read(i + 99, 5).getFirst().path()).isEqualTo(path(i + 99));
        }
    }

    @Test
    void fileThatARetryReplacedIsReadAnew() throws IOException {
        write(0, 500, StandardOpenOption.TRUNCATE_EXISTING);
        FailuresFile failures = FailuresFile.open(file);
        Files.delete(file);
        assertThat(failures.refresh()).isTrue();
        assertThat(failures.size()).isZero();
        write(0, 3, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(failures.refresh()).isTrue();
        assertThat(failures.read(0, 10)).hasSize(3);
    }

    @Test
    void attemptsThatAreNoNumberAreNone() throws IOException {
        Files.writeString(file, FailureFormat.HEADER + "\r\na,a/1.jpg,later,Something.,often\r\n");
        FailureRecord only = FailuresFile.open(file).read(0, 1).getFirst();
        assertThat(only.attempts()).isZero();
        assertThat(only.knownReason()).as("of a later version").isEmpty();
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        Files.writeString(file, "label,path,e0\r\na,b,1\r\n");
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> FailuresFile.open(file))).contains("begins with other columns");
        Files.writeString(file, FailureFormat.HEADER + "\r\na,b,c\r\n");
        assertThat(refused(Code.OUTPUT_DAMAGED, () -> FailuresFile.open(file))).contains("3 fields in record 1");
    }
}
