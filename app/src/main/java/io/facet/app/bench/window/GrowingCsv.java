package io.facet.app.bench.window;

import io.facet.app.master.scan.ImageItem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file of rows that grows as that of a run does, with few values in a row to spare the disk. For one thread. */
final class GrowingCsv implements AutoCloseable {
    private static final int VALUES = 32;
    private static final byte[] ROW = IntStream.range(0, VALUES)
            .mapToObj(i -> ",0.0" + (1_234_567 + i * 7919))
            .collect(Collectors.joining("", "", "\n"))
            .getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private long bytes;

    GrowingCsv(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        write(IntStream.range(0, VALUES)
                .mapToObj(i -> ",f" + i)
                .collect(Collectors.joining("", "label,path", "\n"))
                .getBytes(StandardCharsets.US_ASCII));
    }

    void add(ImageItem item) throws IOException {
        write((item.label() + "," + item.path()).getBytes(StandardCharsets.UTF_8));
        write(ROW);
    }

    private void write(byte[] text) throws IOException {
        out.write(text);
        bytes += text.length;
    }

    long bytes() {
        return bytes;
    }

    /** Lets others see what was added. */
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
