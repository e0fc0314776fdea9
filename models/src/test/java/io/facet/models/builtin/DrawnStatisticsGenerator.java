package io.facet.models.builtin;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Computes {@link DrawnStatistics} from drawn faces and writes them where they are kept:
 * {@code src/main/resources/io/facet/models/builtin/builtin-512.statistics}.
 *
 * <p>Run it only when the features or the drawings change on purpose: builtin-512 becomes another model then.
 */
final class DrawnStatisticsGenerator {
    /** Far from the people of the sample dataset and of the tests. */
    private static final long FIRST_SEED = 1_000_000;

    private DrawnStatisticsGenerator() {}

    /** One argument: the file to write. */
    public static void main(String[] args) throws IOException, OrtException {
        Files.write(Path.of(args[0]), compute(800, 6).toBytes());
    }

    /**
     * Draws that many people in portraits and as many others in crops. Nobody appears in both: the step from one to the
     * other is no noise that should be learnt away.
     */
    static DrawnStatistics compute(int people, int viewsEach) throws OrtException {
        double[] mean = new double[Builtin512.DIMENSION];
        double[] covariance = new double[mean.length * mean.length];
        long seed = FIRST_SEED;
        for (DrawnFaces.Kind kind : DrawnFaces.Kind.values()) {
            float[][] features = features(DrawnFaces.draw(kind, seed, people, viewsEach));
            for (int person = 0; person < people; person++) {
                addPerson(Arrays.copyOfRange(features, person * viewsEach, (person + 1) * viewsEach), mean, covariance);
            }
            seed += people;
        }
        double pictures = 2.0 * people * viewsEach;
        Arrays.setAll(mean, i -> mean[i] / pictures);
        Arrays.setAll(covariance, i -> covariance[i] / pictures);
        return new DrawnStatistics(floats(mean), floats(inverseRoot(covariance, mean.length)));
    }

    private static float[][] features(DrawnFaces faces) throws OrtException {
        try (DescriptorSession session =
                new DescriptorSession(DescriptorGraph.featuresOnly().toByteArray())) {
            return session.run(faces.pictures());
        }
    }

    /** Adds the sum of a person's features and their scatter about that person's own mean. */
    private static void addPerson(float[][] own, double[] sum, double[] scatter) {
        int n = sum.length;
        double[] middle = new double[n];
        for (float[] row : own) {
            for (int i = 0; i < n; i++) {
                middle[i] += row[i] / own.length;
                sum[i] += row[i];
            }
        }
        for (float[] row : own) {
            for (int i = 0; i < n; i++) {
                double d = row[i] - middle[i];
                for (int j = 0; j < n; j++) {
                    scatter[i * n + j] += d * (row[j] - middle[j]);
                }
            }
        }
    }

    /** (I + C / t)^(-1/2), t = the mean eigenvalue of C. */
    private static double[] inverseRoot(double[] covariance, int n) {
        double[] vectors = covariance.clone();
        double[] values = new double[n];
        int info = LAPACKE_dsyevd(LAPACK_ROW_MAJOR, (byte) 'V', (byte) 'U', n, vectors, n, values);
        if (info != 0) {
            throw new IllegalStateException("no eigenvalues: LAPACK says " + info);
        }
        double t = Arrays.stream(values).average().orElseThrow();
        double[] out = new double[n * n];
        for (int k = 0; k < n; k++) {
            double scale = 1 / Math.sqrt(1 + Math.max(0, values[k]) / t);
            for (int i = 0; i < n; i++) {
                double left = scale * vectors[i * n + k];
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += left * vectors[j * n + k];
                }
            }
        }
        return out;
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }
}
