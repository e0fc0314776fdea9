package io.facet.app.master.output;

import com.google.protobuf.ByteString;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The columns and records of {@code embeddings.csv}: {@code label,path,e0,…}.
 *
 * @param dimension floats in a row
 * @param floats how they are written
 */
public record RowFormat(int dimension, FloatText floats) {

    /** The header's names, joined by commas, without the end of record. */
    public String header() {
        StringBuilder header = new StringBuilder("label,path");
        for (int i = 0; i < dimension; i++) {
            header.append(",e").append(i);
        }
        return header.toString();
    }

    /** Appends a record for each row of {@code done}. */
    void append(RowBytes out, ImageItem item, Outcome.Done done) {
        for (ByteString row : done.rows()) {
            out.field(item.label());
            out.ascii(',');
            out.field(item.path());
            ByteBuffer values = row.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < dimension; i++) {
                out.ascii(',');
                floats.append(out, values.getFloat(i * Float.BYTES));
            }
            out.endOfRecord();
        }
    }
}
