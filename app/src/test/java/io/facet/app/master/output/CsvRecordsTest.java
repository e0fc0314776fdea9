package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

    /** Hands out a few bytes at a time, as a slow disk may. */
    private static InputStream inPieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }

    private static byte[] bytes(List<List<String>> records) {
        RowBytes out = new RowBytes();
        records.forEach(fields -> out.record(fields.toArray(String[]::new)));
        byte[] bytes = new byte[out.size()];
        out.view().get(bytes);
        return bytes;
    }

    @Property(tries = 300)
    void recordsAreReadAsTheyWereWrittenHoweverTheBytesCome(
            @ForAll @Size(max = 8)
                    List<@Size(min = 1, max = 5) List<@StringLength(max = 6) @CharRange(from = ' ', to = 'z') String>>
                            records,
            @ForAll @IntRange(min = 1, max = 9) int piece)
            throws IOException {
        byte[] bytes = bytes(records);
        CsvRecords reader = new CsvRecords(inPieces(bytes, piece));
        List<List<String>> found = new ArrayList<>();
        long end = 0;
        while (reader.next()) {
            assertThat(reader.start()).isEqualTo(end);
            end = reader.end();
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < reader.fields(); i++) {
                fields.add(reader.text(i));
            }
            found.add(fields);
            assertThat(reader.index()).isEqualTo(found.size() - 1);
        }
        assertThat(found).isEqualTo(records);
        assertThat(end).isEqualTo(bytes.length);
        assertThat(reader.torn()).isZero();
    }

    @Property(tries = 300)
    void wholeRecordsAreFoundWhereverTheFileWasCut(
            @ForAll @IntRange(min = 0, max = 60) int cut, @ForAll @IntRange(min = 1, max = 9) int piece)
            throws IOException {
        byte[] whole = bytes(List.of(
                List.of("label", "path"),
                List.of("a", "x\n\"1\",.jpg"),
                List.of("b", "y.jpg"),
                List.of("", "ü/z.jpg")));
        byte[] torn = Arrays.copyOf(whole, Math.min(cut, whole.length));
        CsvRecords reader = new CsvRecords(inPieces(torn, piece));
        long end = 0;
        while (reader.next()) {
            end = reader.end();
        }
        assertThat(reader.torn()).isEqualTo((int) (torn.length - end));
        assertThat(reader.next()).as("and there is still none").isFalse();
        String rest = new String(torn, (int) end, reader.torn(), StandardCharsets.UTF_8);
        boolean inQuotes = rest.chars().filter(c -> c == '"').count() % 2 == 1;
        assertThat(inQuotes || !rest.endsWith("\n"))
                .as("no whole record is left")
                .isTrue();
    }

    @Test
    void numbersAreReadWithoutText() throws IOException {
        CsvRecords reader = new CsvRecords(
                new ByteArrayInputStream("a,b.jpg,0.5,-1e-7\nc,d.jpg,x,\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.next()).isTrue();
        assertThat(reader.number(2)).isEqualTo(0.5f);
        assertThat(reader.number(3)).isEqualTo(-1e-7f);
        assertThat(reader.line()).isEqualTo("a,b.jpg,0.5,-1e-7");
        assertThat(reader.next()).isTrue();
        assertThatThrownBy(() -> reader.number(2)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> reader.number(3)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void recordsLargerThanTheBufferAreRead() throws IOException {
        String wide = "x,".repeat(300_000) + "end";
        CsvRecords reader = new CsvRecords(
                new ByteArrayInputStream(("a,b\r\n" + wide + "\r\nc,d\r\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.fields()).isEqualTo(300_001);
        assertThat(reader.text(300_000)).isEqualTo("end");
        assertThat(reader.next()).isTrue();
        assertThat(reader.text(1)).isEqualTo("d");
        assertThat(reader.next()).isFalse();
    }

    @Test
    void strayQuoteIsNotReadToTheEndOfTheFile() {
        byte[] bytes = ("a,\"b\r\n" + "c,d\r\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(new CsvRecords(new ByteArrayInputStream(bytes))::next)
                .isInstanceOf(CsvRecords.Damaged.class)
                .hasMessage("has a quote that is not closed");
    }
}
