package io.facet.app.ui.run;

/** The range of a chart's axis: from 0 to a round number, in four steps. Immutable. */
record ChartScale(double top) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int LINES = 4;

    /** The smallest range that holds {@code highest}. */
    static ChartScale holding(double highest) {
        double step = Math.max(highest, LINES) / LINES;
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double round : STEPS) {
            if (round * power >= step) {
                return new ChartScale(LINES * round * power);
            }
        }
        return new ChartScale(LINES * 10 * power);
    }

    int lines() {
        return LINES;
    }

    /** The value at a line, counted from 0 at the bottom. */
    double value(int line) {
        return top * line / LINES;
    }
}
