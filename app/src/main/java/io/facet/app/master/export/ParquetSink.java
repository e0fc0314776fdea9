package io.facet.app.master.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writes rows into a Parquet file: {@code label} and {@code path} as strings, {@code embedding} as a list of floats in the
 * three levels that every reader knows. Uncompressed: floats hardly shrink, and codecs are native libraries.
 */
final class ParquetSink implements RowSink {
    /** What is held in memory until it is written; readers skip by these, so larger is better for them. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final NewFile file;
    private final ParquetWriter<ParquetRow> writer;

    private ParquetSink(NewFile file, ParquetWriter<ParquetRow> writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Begins the file.
     *
     * @param facts written into the footer, by key
     */
    static ParquetSink open(Path path, int dimension, Map<String, String> facts) throws IOException {
        NewFile file = new NewFile(path);
        try {
            ParquetWriter<ParquetRow> writer = new Builder(
                            new ParquetOutput(file), new ParquetRow.Support(dimension, facts))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .withDictionaryEncoding(false)
                    .withDictionaryEncoding("label", true)
                    .build();
            return new ParquetSink(file, writer);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static final class Builder extends ParquetWriter.Builder<ParquetRow, Builder> {
        private final ParquetRow.Support support;

        Builder(OutputFile file, ParquetRow.Support support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<ParquetRow> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, and never asked for
        protected WriteSupport<ParquetRow> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return support;
        }
    }

    @Override
    public void row(String label, String path, float[] vector) throws IOException {
        writer.write(new ParquetRow(label, path, vector));
    }

    @Override
    public void complete() throws IOException {
        writer.close();
        file.complete();
    }

    @Override
    public List<Path> keep() throws IOException {
        file.keep();
        return List.of(file.path());
    }

    /** The writer holds nothing but memory: closing it would write what nobody wants. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
