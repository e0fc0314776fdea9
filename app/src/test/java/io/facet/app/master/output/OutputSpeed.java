package io.facet.app.master.output;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.facet.app.master.schedule.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast rows of 512 floats are formatted and written, and how fast a file of a given size is read again:
 * {@code java … OutputSpeed FOLDER [MEGABYTES]}. Not a test: what is fast depends on the computer.
 */
final class OutputSpeed {
    private static final int DIMENSION = 512;

    private OutputSpeed() {}

    public static void main(String[] args) throws IOException {
        Path csv = Path.of(args[0]).resolve("speed.csv");
        long megabytes = args.length > 1 ? Long.parseLong(args[1]) : 1000;
        List<Outcome.Done> rows = unitRows(1000);
        for (FloatText floats : FloatText.values()) {
            format(rows, floats);
        }
        Asked asked = Asked.of(csv).format(DIMENSION, FloatText.SHORTEST);
        write(asked.overwrite(), rows, megabytes << 20);
        read(asked.resume());
        Files.delete(csv);
    }

    /** Embeddings have length 1: their numbers are small and have all their digits. */
    private static List<Outcome.Done> unitRows(int count) {
        Random random = new Random(1);
        List<Outcome.Done> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            float[] values = new float[DIMENSION];
            double length = 0;
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = (float) random.nextGaussian();
                length += values[i] * values[i];
            }
            for (int i = 0; i < DIMENSION; i++) {
                values[i] /= (float) Math.sqrt(length);
            }
            rows.add(Rows.done(values));
        }
        return rows;
    }

    private static void format(List<Outcome.Done> rows, FloatText floats) {
        RowFormat format = new RowFormat(DIMENSION, floats);
        RowBytes bytes = new RowBytes();
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < rows.size(); i++) {
                bytes.clear();
                format.append(bytes, Rows.item(i, "pins_A Name/image_000123.jpg"), rows.get(i));
            }
            say("format %s: %.1f us a row", floats, (System.nanoTime() - start) / 1e3 / rows.size());
        }
    }

    private static void write(Asked request, List<Outcome.Done> rows, long bytes) {
        OutputWriter writer = request.write();
        long start = System.nanoTime();
        long sequence = 0;
        while (writer.bytes() < bytes) {
            if (writer.backlog() > 4096) {
                LockSupport.parkNanos(200_000); // leaves the processor to the writer
                continue;
            }
            writer.settle(Rows.item(sequence, "pins_A Name/image_%09d.jpg".formatted(sequence)), rows.get((int)
                    (sequence % rows.size())));
            sequence++;
        }
        writer.finish();
        double seconds = (System.nanoTime() - start) / 1e9;
        say(
                "write: %d rows, %.0f MB in %.2f s: %.0f rows/s",
                sequence, writer.bytes() / 1e6, seconds, sequence / seconds);
    }

    private static void read(Asked request) {
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            try (OpenOutput output = request.open()) {
                double seconds = (System.nanoTime() - start) / 1e9;
                double megabytes = output.csv().length() / 1e6;
                say(
                        "read again: %d rows, %.0f MB in %.2f s: %.0f MB/s",
                        output.rows(), megabytes, seconds, megabytes / seconds);
            }
        }
    }

    @FormatMethod
    private static void say(@FormatString String what, Object... of) {
        System.out.println(String.format(Locale.ROOT, what, of));
    }
}
