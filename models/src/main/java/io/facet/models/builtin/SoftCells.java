package io.facet.models.builtin;

/**
 * Weights that pool a line of samples into cells that overlap: each cell is a triangle that reaches to the centres of
 * its neighbours, so that a small shift of the face moves the values smoothly. Each cell's weights sum to 1.
 */
final class SoftCells {
    private SoftCells() {}

    /** [cells, samples]: to multiply from the left. */
    static float[] rows(int samples, int cells) {
        float[] out = new float[cells * samples];
        double width = (double) samples / cells;
        for (int cell = 0; cell < cells; cell++) {
            double centre = (cell + 0.5) * width - 0.5;
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                sum += triangle(i - centre, width);
            }
            for (int i = 0; i < samples; i++) {
                out[cell * samples + i] = (float) (triangle(i - centre, width) / sum);
            }
        }
        return out;
    }

    /** [samples, cells]: to multiply from the right. */
    static float[] columns(int samples, int cells) {
        float[] rows = rows(samples, cells);
        float[] out = new float[rows.length];
        for (int cell = 0; cell < cells; cell++) {
            for (int i = 0; i < samples; i++) {
                out[i * cells + cell] = rows[cell * samples + i];
            }
        }
        return out;
    }

    private static double triangle(double distance, double width) {
        return Math.max(0, 1 - Math.abs(distance) / width);
    }
}
