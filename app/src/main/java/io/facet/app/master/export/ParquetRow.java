package io.facet.app.master.export;

import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A row on its way into a Parquet file; not kept by anyone. */
final class ParquetRow {
    private final String label;
    private final String path;
    private final float[] vector;

    ParquetRow(String label, String path, float[] vector) {
        this.label = label;
        this.path = path;
        this.vector = vector;
    }

    /** The columns, and how a row is taken apart into them. Not thread-safe. */
    static final class Support extends WriteSupport<ParquetRow> {
        private final int dimension;
        private final Map<String, String> facts;
        private @Nullable RecordConsumer columns;

        Support(int dimension, Map<String, String> facts) {
            this.dimension = dimension;
            this.facts = Map.copyOf(facts);
        }

        /**
         * <pre>
         * required binary label (STRING);
         * required binary path (STRING);
         * required group embedding (LIST) { repeated group list { required float element; } }
         * </pre>
         */
        static MessageType schema() {
            return Types.buildMessage()
                    .required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("label")
                    .required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("path")
                    .requiredList()
                    .requiredElement(PrimitiveTypeName.FLOAT)
                    .named("embedding")
                    .named("embeddings");
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema(), facts);
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, and never asked for
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return new WriteContext(schema(), facts);
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            columns = consumer;
        }

        @Override
        public void write(ParquetRow row) {
            RecordConsumer out = columns;
            if (out == null) {
                throw new IllegalStateException("not prepared");
            }
            out.startMessage();
            text(out, "label", 0, row.label);
            text(out, "path", 1, row.path);
            out.startField("embedding", 2);
            out.startGroup();
            out.startField("list", 0);
            for (int i = 0; i < dimension; i++) {
                out.startGroup();
                out.startField("element", 0);
                out.addFloat(row.vector[i]);
                out.endField("element", 0);
                out.endGroup();
            }
            out.endField("list", 0);
            out.endGroup();
            out.endField("embedding", 2);
            out.endMessage();
        }

        private static void text(RecordConsumer out, String name, int index, String text) {
            out.startField(name, index);
            out.addBinary(Binary.fromString(text));
            out.endField(name, index);
        }
    }
}
