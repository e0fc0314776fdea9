package io.facet.app.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scale that begins at 0 and ends at or above the largest value, with round marks. Immutable.
 *
 * @param step between marks
 * @param marks above 0
 */
public record Scale(double step, int marks) {
    /** A scale for values up to {@code largest} with about {@code wanted} marks. */
    public static Scale upTo(double largest, int wanted) {
        if (!(largest > 0) || !Double.isFinite(largest)) {
            return new Scale(1, 1);
        }
        double rough = largest / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double round : new double[] {1, 2, 2.5, 5}) {
            if (round * power >= rough * (1 - 1e-9)) {
                step = round * power;
                break;
            }
        }
        return new Scale(step, (int) Math.max(1, Math.ceil(largest / step - 1e-9)));
    }

    /** The value at its end. */
    public double end() {
        return step * marks;
    }

    /** Every mark, 0 first. */
    public List<Double> values() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i <= marks; i++) {
            values.add(i * step);
        }
        return values;
    }

    /** A mark with as many decimals as its neighbours need. */
    public String label(double value) {
        int decimals = step >= 1 && step == Math.rint(step) ? 0 : (int) Math.max(1, Math.ceil(-Math.log10(step)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
