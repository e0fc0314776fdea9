package io.facet.app.it;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An output as an independent reader of RFC 4180 sees it. */
record Rows(List<String> header, List<List<String>> records) {

    static Rows read(Path csv) {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(Files.newBufferedReader(csv, StandardCharsets.UTF_8))) {
            List<List<String>> records = new ArrayList<>();
            for (CsvRecord r : reader) {
                records.add(r.getFields());
            }
            return new Rows(records.getFirst(), records.subList(1, records.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records by path; fails if a path occurs twice. */
    Map<String, List<String>> byPath() {
        Map<String, List<String>> byPath = new LinkedHashMap<>();
        for (List<String> record : records) {
            if (byPath.put(record.get(1), record) != null) {
                throw new AssertionError("twice: " + record.get(1));
            }
        }
        return byPath;
    }

    List<String> labels() {
        return records.stream().map(r -> r.get(0)).toList();
    }

    float[] vector(int record) {
        List<String> fields = records.get(record);
        float[] vector = new float[fields.size() - 2];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.parseFloat(fields.get(i + 2));
        }
        return vector;
    }
}
