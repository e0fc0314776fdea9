package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a file is called: a strict reader finds it again, and so does the reader that a resume uses. */
class RowRoundTripTest {

    @Property(tries = 500)
    void rowsAreRead(@ForAll @Size(max = 6) List<@From("paths") String> paths) throws IOException {
        RowFormat format = new RowFormat(2, FloatText.SHORTEST);
        RowBytes bytes = new RowBytes();
        bytes.record(format.header().split(","));
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            ImageItem item = Rows.item(i, paths.get(i));
            format.append(bytes, item, Rows.done(i, -0.5f));
            expected.add(List.of(item.label(), item.path(), Integer.toString(i), "-0.5"));
        }
        check(bytes, format.header(), expected);
    }

    @Property(tries = 500)
    void failuresAreRead(@ForAll("paths") String path, @ForAll("paths") String message) throws IOException {
        RowBytes bytes = new RowBytes();
        bytes.record(FailureFormat.HEADER.split(","));
        ImageItem item = Rows.item(0, path);
        FailureFormat.append(bytes, item, new Outcome.Failed(Reason.TOO_LARGE, message, 2));
        check(bytes, FailureFormat.HEADER, List.of(List.of(item.label(), path, "too_large", message, "2")));
    }

    /** Anything that may be in a path: no zero, no half of a surrogate pair. */
    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> nasty = Arbitraries.of(
                "\"",
                "\"\"",
                ",",
                "\n",
                "\r",
                "\r\n",
                " ",
                "\t",
                "/",
                "pins_",
                "'",
                "=1+1",
                "#",
                "\\",
                "\uFEFF",
                "ü",
                "e\u0301",
                "日本",
                "🙂",
                "👩‍👩‍👧",
                "\u2028",
                "a");
        Arbitrary<String> any = Arbitraries.chars()
                .filter(c -> c != 0 && !Character.isSurrogate(c))
                .map(String::valueOf);
        return Arbitraries.oneOf(nasty, any).list().ofMinSize(1).ofMaxSize(12).map(parts -> String.join("", parts));
    }

    private static void check(RowBytes bytes, String header, List<List<String>> expected) throws IOException {
        byte[] content = new byte[bytes.size()];
        bytes.view().get(content);
        try (CsvReader<CsvRecord> reader = Rows.strict().ofCsvRecord(new String(content, StandardCharsets.UTF_8))) {
            assertThat(reader.stream().skip(1).map(CsvRecord::getFields)).isEqualTo(expected);
        }
        List<List<String>> resumed = new ArrayList<>();
        int columns = header.split(",").length;
        CsvTail tail =
                new CsvTail(Path.of("x.csv"), header, columns, Sha256.begin(), fields -> resumed.add(List.of(fields)));
        assertThat(tail.read(new ByteArrayInputStream(content)))
                .isEqualTo(new CsvTail.Found(expected.size(), content.length, 0));
        assertThat(resumed).isEqualTo(expected);
    }
}
