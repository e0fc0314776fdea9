package io.facet.app.master.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.Asked;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.output.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows to export, and what a reader that knows nothing of Facet finds in an NPY file. */
final class Exported {
    private static final Pattern SHAPE =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), \\} *\n");

    private Exported() {}

    /** A path that needs quotes now and then. */
    static String path(int i) {
        return i % 5 == 0 ? "pins_Ann \"x\"/new\nline, %05d.jpg".formatted(i) : "bö/%05d.jpg".formatted(i);
    }

    static String label(int i) {
        return i % 5 == 0 ? "Ann \"x\"" : "bö";
    }

    /** Numbers that follow from the row. */
    static float[] vector(int i, int dimension) {
        Random random = new Random(i);
        float[] vector = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            vector[k] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Writes a CSV of that many rows, as a run does. */
    static void csv(Path file, int rows, int dimension) {
        OutputWriter writer =
                Asked.of(file).overwrite().format(dimension, FloatText.SHORTEST).write();
        for (int i = 0; i < rows; i++) {
            writer.settle(Rows.item(i, path(i)), Rows.done(vector(i, dimension)));
        }
        writer.finish();
    }

    /** Every row of an NPY file. Fails if it is not version 1.0 to the letter. */
    static List<float[]> npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(magic).isEqualTo(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        byte[] header = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(header);
        assertThat(bytes.position() % 64).as("alignment of the numbers").isZero();
        Matcher shape = SHAPE.matcher(new String(header, StandardCharsets.US_ASCII));
        assertThat(shape.matches())
                .as(new String(header, StandardCharsets.US_ASCII))
                .isTrue();
        int rows = Integer.parseInt(shape.group(1));
        int dimension = Integer.parseInt(shape.group(2));
        assertThat(bytes.remaining()).isEqualTo(rows * dimension * Float.BYTES);
        List<float[]> found = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            float[] row = new float[dimension];
            bytes.asFloatBuffer().get(row);
            bytes.position(bytes.position() + dimension * Float.BYTES);
            found.add(row);
        }
        return found;
    }
}
