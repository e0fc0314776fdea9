package io.facet.app.ui.chart;

import java.util.List;

/** Colours of charts; the style sheet says what they are in each theme. */
public enum Ink {
    GRID("chart-grid"),
    AXIS("chart-axis"),
    GROUND("chart-ground"),
    GAP("chart-gap"),
    ACCENT("chart-accent"),
    WARNING("chart-warning"),
    DANGER("chart-danger"),
    S1("chart-s1"),
    S2("chart-s2"),
    S3("chart-s3"),
    S4("chart-s4"),
    S5("chart-s5"),
    S6("chart-s6"),
    S7("chart-s7");

    private static final List<Ink> SERIES = List.of(S1, S2, S3, S4, S5, S6, S7);

    private final String styleClass;

    Ink(String styleClass) {
        this.styleClass = styleClass;
    }

    String styleClass() {
        return styleClass;
    }

    /** How many agents have a colour of their own. */
    public static int seriesCount() {
        return SERIES.size();
    }

    /** The colour of the agent that joined in that place, from 0. */
    public static Ink series(int place) {
        return SERIES.get(Math.floorMod(place, SERIES.size()));
    }
}
