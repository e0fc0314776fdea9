package io.facet.models.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

class DrawnStatisticsTest {

    /** Fewer faces than the committed numbers come from, and maybe another JDK: alike, not equal. */
    @Test
    void drawingTheFacesAgainGivesNearlyTheCommittedNumbers() throws OrtException {
        DrawnStatistics committed = DrawnStatistics.committed();
        DrawnStatistics again = DrawnStatisticsGenerator.compute(40, 6);
        assertThat(cosine(committed.mean(), again.mean())).isGreaterThan(0.999);
        assertThat(cosine(offDiagonal(committed), offDiagonal(again))).isGreaterThan(0.85);
        assertThat(agreement(committed, again)).isGreaterThan(0.93);
    }

    @Test
    void weakensEveryFeatureALittleAndNoneAltogether() {
        float[] whitening = DrawnStatistics.committed().whitening();
        for (int i = 0; i < Builtin512.DIMENSION; i++) {
            assertThat(whitening[i * Builtin512.DIMENSION + i]).isBetween(0.5f, 1f);
        }
    }

    @Test
    void refusesAMatrixOfAnotherSize() {
        assertThatThrownBy(() -> new DrawnStatistics(new float[3], new float[8]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Correlation of the cosines that both give for pairs of faces which neither saw. */
    private static double agreement(DrawnStatistics a, DrawnStatistics b) throws OrtException {
        DrawnFaces faces = DrawnFaces.draw(DrawnFaces.Kind.CROP, 300, 16, 4);
        return correlation(cosines(a, faces), cosines(b, faces));
    }

    private static float[] cosines(DrawnStatistics statistics, DrawnFaces faces) throws OrtException {
        try (DescriptorSession session =
                new DescriptorSession(DescriptorGraph.embedding(statistics).toByteArray())) {
            return Pairs.of(session.run(faces.pictures()), faces.labels()).different();
        }
    }

    private static float[] offDiagonal(DrawnStatistics statistics) {
        float[] out = statistics.whitening();
        for (int i = 0; i < Builtin512.DIMENSION; i++) {
            out[i * Builtin512.DIMENSION + i] = 0;
        }
        return out;
    }

    private static double correlation(float[] a, float[] b) {
        return cosine(centred(a), centred(b));
    }

    private static float[] centred(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (values[i] - mean);
        }
        return out;
    }

    private static double cosine(float[] a, float[] b) {
        return Pairs.cosine(a, b) / Math.sqrt((double) Pairs.cosine(a, a) * Pairs.cosine(b, b));
    }
}
