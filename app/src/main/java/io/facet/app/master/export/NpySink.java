package io.facet.app.master.export;

import io.facet.app.master.output.RowBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the numbers of all rows into an NPY file, and their labels and paths, in the same order, into a CSV. */
final class NpySink implements RowSink {
    private static final int BLOCK_BYTES = 256 << 10;

    private final int dimension;
    private final NewFile numbers;
    private final NewFile labels;
    private final ByteBuffer block;
    private final RowBytes names = new RowBytes();
    private long rows;

    private NpySink(NewFile numbers, NewFile labels, int dimension) throws IOException {
        this.numbers = numbers;
        this.labels = labels;
        this.dimension = dimension;
        this.block = ByteBuffer.allocate(Math.max(BLOCK_BYTES, dimension * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        numbers.write(NpyHeader.of(0, dimension));
        names.record(ExportFiles.LABELS_HEADER.split(","));
    }

    static NpySink open(ExportFiles files, int dimension) throws IOException {
        NewFile numbers = new NewFile(files.npy());
        try {
            NewFile labels = new NewFile(files.labels());
            try {
                return new NpySink(numbers, labels, dimension);
            } catch (IOException e) {
                labels.close();
                throw e;
            }
        } catch (IOException e) {
            numbers.close();
            throw e;
        }
    }

    @Override
    public void row(String label, String path, float[] vector) throws IOException {
        if (block.remaining() < dimension * Float.BYTES) {
            flush();
        }
        for (int i = 0; i < dimension; i++) {
            block.putFloat(vector[i]);
        }
        names.record(label, path);
        rows++;
    }

    private void flush() throws IOException {
        numbers.write(block.flip());
        block.clear();
        labels.write(names.view());
        names.clear();
    }

    @Override
    public void complete() throws IOException {
        flush();
        numbers.patch(NpyHeader.of(rows, dimension), 0);
        numbers.complete();
        labels.complete();
    }

    @Override
    public List<Path> keep() throws IOException {
        // Whatever kills this program in between: numbers never stand beside labels of other rows.
        Files.deleteIfExists(numbers.path());
        labels.keep();
        numbers.keep();
        return List.of(numbers.path(), labels.path());
    }

    @Override
    public void close() throws IOException {
        try (numbers) {
            labels.close();
        }
    }
}
