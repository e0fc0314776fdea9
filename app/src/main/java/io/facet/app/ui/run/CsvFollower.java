package io.facet.app.ui.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV as it grows and keeps its last lines, shortened. Holds the file open only while it reads, so that anybody
 * may replace it. Not thread-safe: one reading at a time.
 */
final class CsvFollower {
    /** How many lines are kept. */
    static final int KEPT = 2000;

    /** Bytes of a line that are looked at. */
    private static final int SEEN = 600;

    private static final int VALUES = 10;
    private static final int MOST_AT_ONCE = 64 << 20;

    /**
     * What a reading found.
     *
     * @param reset whether the lines before are gone, because the file is another one
     * @param added whole lines, oldest first; {@link #KEPT} at most
     * @param more whether there is more to read at once
     */
    record News(boolean reset, List<CsvLine> added, boolean more) {}

    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(256 << 10);
    private final byte[] line = new byte[SEEN];
    private final Deque<CsvLine> added = new ArrayDeque<>();
    private int length;
    private long position;
    private long number;
    private @Nullable Object fileKey;
    private String header = "";

    CsvFollower(Path file) {
        this.file = file;
    }

    /** Reads what is new. Blocks on the disk. */
    News read() throws IOException {
        added.clear();
        boolean reset = false;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (channel.size() < position || (position > 0 && !Objects.equals(key, fileKey))) {
                reset = true;
                start();
            }
            fileKey = key;
            channel.position(position);
            long end = position + MOST_AT_ONCE;
            while (position < end) {
                block.clear();
                int n = channel.read(block);
                if (n <= 0) {
                    return new News(reset, List.copyOf(added), false);
                }
                position += n;
                take(n);
            }
            return new News(reset, List.copyOf(added), true);
        } catch (NoSuchFileException e) {
            boolean hadLines = number > 0;
            start();
            return new News(hadLines, List.of(), false);
        }
    }

    /** The first line; empty until it was read. */
    String header() {
        return header;
    }

    private void start() {
        position = 0;
        number = 0;
        length = 0;
        header = "";
    }

    private void take(int n) {
        byte[] bytes = block.array();
        for (int i = 0; i < n; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                end();
            } else if (length < SEEN) {
                line[length++] = b;
            }
        }
    }

    private void end() {
        number++;
        String text = new String(line, 0, length, StandardCharsets.UTF_8).stripTrailing();
        length = 0;
        String shown = shortened(text);
        if (number == 1) {
            header = shown;
        }
        added.addLast(new CsvLine(number, shown));
        if (added.size() > KEPT) {
            added.removeFirst();
        }
    }

    /** Label, path and the first few numbers. */
    static String shortened(String line) {
        boolean quoted = false;
        int commas = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && ++commas == VALUES) {
                return line.substring(0, i + 1) + "…";
            }
        }
        return line.length() < SEEN / 2 ? line : line.substring(0, SEEN / 2) + "…";
    }
}
