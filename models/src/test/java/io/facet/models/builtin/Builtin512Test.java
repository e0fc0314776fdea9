package io.facet.models.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Builtin512Test {
    private static DescriptorSession session;

    @BeforeAll
    static void open() throws OrtException {
        session = new DescriptorSession(Builtin512.bytes());
    }

    @AfterAll
    static void close() throws OrtException {
        session.close();
    }

    @Test
    void tellsTheFacesOfOrlApart() throws IOException, OrtException {
        Pairs pairs = pairsOf("orl_40x10");
        assertThat(pairs.same()).hasSize(1800);
        assertThat(pairs.different()).hasSize(78000);
        assertThat(pairs.auc()).isGreaterThan(0.975);
    }

    @Test
    void doesBetterThanChanceOnLooseCropsOfPhotographs() throws IOException, OrtException {
        assertThat(pairsOf("vggface2_samples").auc()).isGreaterThan(0.6);
    }

    @Test
    void tellsDrawnPeopleApartThatItsStatisticsNeverSaw() throws OrtException {
        for (DrawnFaces.Kind kind : DrawnFaces.Kind.values()) {
            DrawnFaces faces = DrawnFaces.draw(kind, 0, 24, 8);
            Pairs pairs = Pairs.of(session.run(faces.pictures()), faces.labels());
            System.out.println(pairs.describe("drawn " + kind));
            assertThat(pairs.auc()).isGreaterThan(0.95);
        }
    }

    @Test
    void everyPictureGivesAUnitVector() throws OrtException {
        List<float[]> pictures = new ArrayList<>();
        for (int grey : new int[] {0, 1, 128, 255}) {
            pictures.add(GreyPicture.of(new byte[] {(byte) grey}, 1, 1));
        }
        float[] dot = new float[Builtin512.SIDE * Builtin512.SIDE];
        dot[77] = 255;
        pictures.add(dot);
        float[] outOfRange = new float[dot.length];
        for (int i = 0; i < outOfRange.length; i++) {
            outOfRange[i] = i % 2 == 0 ? -1e9f : 1e9f;
        }
        pictures.add(outOfRange);
        for (float[] vector : session.run(pictures)) {
            assertThat(vector).hasSize(Builtin512.DIMENSION);
            assertThat(Pairs.cosine(vector, vector)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void evenPicturesOfAnyBrightnessAreTheSame() throws OrtException {
        float[] black = new float[Builtin512.SIDE * Builtin512.SIDE];
        float[] white = new float[black.length];
        Arrays.fill(white, 255);
        float[][] vectors = session.run(List.of(black, white));
        assertThat(Pairs.cosine(vectors[0], vectors[1])).isCloseTo(1, within(1e-4f));
    }

    @Test
    void aMirrorImageIsTheSameFace() throws OrtException {
        for (float[] picture : DrawnFaces.draw(DrawnFaces.Kind.CROP, 40, 4, 1).pictures()) {
            float[][] vectors = session.run(List.of(picture, mirrored(picture)));
            assertThat(Pairs.cosine(vectors[0], vectors[1])).isGreaterThan(0.9999f);
        }
    }

    @Test
    void aPictureGivesTheSameVectorAloneAndInABatch() throws OrtException {
        List<float[]> pictures = DrawnFaces.draw(DrawnFaces.Kind.CROP, 50, 8, 1).pictures();
        float[][] together = session.run(pictures);
        for (int i = 0; i < together.length; i++) {
            assertThat(session.run(List.of(pictures.get(i)))[0]).containsExactly(together[i], within(1e-6f));
        }
    }

    @Test
    void isTheSameBytesEveryTime() {
        assertThat(Builtin512.bytes()).isEqualTo(Builtin512.bytes());
        assertThat(Builtin512.bytes().length).isLessThan(2_000_000);
    }

    private static float[] mirrored(float[] picture) {
        int side = Builtin512.SIDE;
        float[] out = new float[picture.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = picture[i - i % side + side - 1 - i % side];
        }
        return out;
    }

    private static Pairs pairsOf(String set) throws IOException, OrtException {
        Path folder = Path.of(System.getProperty("facet.assets", "../../shared/assets"), "faces", set);
        assumeTrue(Files.isDirectory(folder), () -> "skipped: " + folder + " is not there");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Path> labels =
                files.stream().map(f -> folder.relativize(f).getName(0)).toList();
        Pairs pairs = Pairs.of(session.run(files.stream().map(GreyPicture::of).toList()), labels);
        System.out.println(pairs.describe(set));
        return pairs;
    }
}
