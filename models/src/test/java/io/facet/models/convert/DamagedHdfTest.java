package io.facet.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HDF5 files with damaged structure end as a ModelException of one line, soon, and within the heap. */
@Timeout(60)
class DamagedHdfTest {
    private static final int TRIES = Integer.getInteger("facet.damage.tries", 200);
    private static final int WHOLE_LAYERS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("facet.damage.seed", 1));

    @Test
    void damageInAFileOfKeras2IsReported() throws IOException {
        ByteBuffer real = unpack(KerasAssets.path("keras/" + KerasAssets.LEGACY));
        damage(real, bytes -> read(bytes, ResNet.vggface2(), false));
    }

    @Test
    void damageInAFileOfKeras3IsReported() throws IOException {
        ByteBuffer real = unpack(KerasAssets.path("keras/" + KerasAssets.KERAS_3));
        damage(real, bytes -> read(bytes, ResNet.vggface2(), true));
    }

    @Test
    void damageInAFileWithChecksumsIsReported() throws IOException {
        Path file = new KerasFixture().legacy(folder.resolve("w.h5"), "");
        damage(ByteBuffer.wrap(Files.readAllBytes(file)), bytes -> read(bytes, KerasFixture.SMALL, false));
    }

    @Test
    void aHugeShapeThatTheFileClaimsIsReportedAndNotAllocated() throws IOException {
        ByteBuffer real = unpack(KerasAssets.path("keras/" + KerasAssets.LEGACY));
        int width = find(real.order(ByteOrder.LITTLE_ENDIAN), 7, 7, 3, 64) + 3 * Long.BYTES;
        real.putLong(width, 1L << 40);

        assertThatThrownBy(() -> read(real, ResNet.vggface2(), false))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.code()).isEqualTo(ModelException.Code.CONVERT_SHAPE);
                    assertThat(e).hasMessageContaining("7x7x3x1099511627776").hasMessageContaining("conv1/7x7_s2");
                });
    }

    private static int find(ByteBuffer bytes, long... values) {
        for (int i = 0; i + Long.BYTES * values.length <= bytes.limit(); i += Long.BYTES) {
            int equal = 0;
            while (equal < values.length && bytes.getLong(i + Long.BYTES * equal) == values[equal]) {
                equal++;
            }
            if (equal == values.length) {
                return i;
            }
        }
        throw new AssertionError("not in the file");
    }

    /** Finds the weights of every layer and reads those of the first ones. */
    private static void read(ByteBuffer bytes, ResNet network, boolean keras3) {
        HdfWeights hdf = HdfWeights.of(bytes);
        WeightSource source;
        if (keras3) {
            Keras3Weights weights = new Keras3Weights(hdf, network);
            weights.refuseOtherLayers();
            source = weights;
        } else {
            LegacyWeights weights = new LegacyWeights(hdf, hdf.hasGroup("model_weights") ? "model_weights/" : "");
            weights.refuseOtherLayers(network);
            source = weights;
        }
        network.convolutions().stream().limit(WHOLE_LAYERS).forEach(conv -> FoldedConv.of(conv, source));
        network.convolutions().stream()
                .skip(WHOLE_LAYERS)
                .forEach(conv -> source.read(conv.norm(Weight.Part.VARIANCE)));
    }

    private void damage(ByteBuffer bytes, Consumer<ByteBuffer> reader) {
        reader.accept(bytes.duplicate());
        List<Integer> places = structure(bytes);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Map<Integer, Byte> undo = new TreeMap<>();
            int start = places.get(random.nextInt(places.size())) + random.nextInt(256) - 64;
            for (int n = 1 + random.nextInt(8), k = 0; k < n; k++) {
                int place = Math.clamp(start + (long) random.nextInt(16), 0, bytes.limit() - 1);
                undo.putIfAbsent(place, bytes.get(place));
                bytes.put(place, (byte) (random.nextBoolean() ? 0xff : random.nextInt(256)));
            }
            try {
                reader.accept(bytes.duplicate());
            } catch (ModelException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
            undo.forEach(bytes::put);
        }
        System.out.printf("%d of %d damaged files refused%n", refused, TRIES);
        assertThat(refused).isPositive();
    }

    /** Where the structures of the file begin: its start, and everything that bears a signature of four letters. */
    private static List<Integer> structure(ByteBuffer bytes) {
        List<Integer> places = new ArrayList<>(List.of(0, 64));
        List<Integer> signatures = new ArrayList<>();
        for (String name : List.of("TREE", "HEAP", "SNOD", "GCOL", "OHDR", "FRHP", "BTHD", "OCHK")) {
            signatures.add(
                    ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt());
        }
        for (int i = 0; i + 4 <= bytes.limit(); i += 4) {
            if (signatures.contains(bytes.getInt(i))) {
                places.add(i);
            }
        }
        return places;
    }

    private static ByteBuffer unpack(Path packed) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(128 << 20);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.put(buffer, 0, n);
            }
        }
        return bytes.flip().slice();
    }
}
