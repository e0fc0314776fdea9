package io.facet.app.master.output;

import com.google.protobuf.ByteString;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Outcomes to write, and what a strict reader of RFC 4180 finds in a file. */
public final class Rows {
    private Rows() {}

    public static ImageItem item(long sequence, String path) {
        return new ImageItem(sequence, path, 10);
    }

    public static Outcome.Done done(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new Outcome.Done(
                List.of(ByteString.copyFrom(bytes.flip())), new Outcome.Worker("a-1", "cpu-0", "cpu", 1, 2, 3, 4));
    }

    /** Three numbers that follow from the sequence. */
    public static Outcome.Done done(long sequence) {
        return done((float) Math.sin((double) sequence), (float) sequence / 7, (float) sequence);
    }

    public static Outcome.Failed failed(Reason reason) {
        return new Outcome.Failed(reason, "It says \"no\",\nand means it.", 1);
    }

    /** Every record, the header first. Fails if the file is not RFC 4180 to the letter. */
    public static List<List<String>> read(Path csv) {
        try (CsvReader<CsvRecord> reader = strict().ofCsvRecord(csv)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes nothing but RFC 4180. */
    static CsvReader.CsvReaderBuilder strict() {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .missingFieldStrategy(FieldMismatchStrategy.STRICT);
    }

    /** The second column, which is the path in both files. */
    public static List<String> paths(Path csv) {
        return read(csv).stream().skip(1).map(fields -> fields.get(1)).toList();
    }

    public static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.begin().digest(Files.readAllBytes(file)));
    }
}
