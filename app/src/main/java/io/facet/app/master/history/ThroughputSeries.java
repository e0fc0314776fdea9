package io.facet.app.master.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How fast each agent was over the time of a run, and what happened meanwhile. Immutable.
 *
 * @param step time from one point to the next
 * @param lines one per agent, all with points for the same times; the first point is one step after the start
 * @param events in the order in which they happened
 */
public record ThroughputSeries(Duration step, List<Line> lines, List<Event> events) {
    /** Points that a line has at most once it is kept; a chart on a screen shows no more. */
    public static final int MOST_POINTS = 600;

    /** Nothing. */
    public static final ThroughputSeries NONE = new ThroughputSeries(Duration.ofSeconds(1), List.of(), List.of());

    public ThroughputSeries {
        lines = List.copyOf(lines);
        events = List.copyOf(events);
    }

    /**
     * One agent.
     *
     * @param agent its name
     * @param colour its place in the order of joining, from 0
     * @param imagesPerSecond point by point
     */
    public record Line(String agent, int colour, List<Double> imagesPerSecond) {
        public Line {
            imagesPerSecond = List.copyOf(imagesPerSecond);
        }
    }

    /** What may happen. */
    public enum Kind {
        /** An agent came. */
        JOINED(0),
        /** An agent was lost. */
        LOST(1),
        /** The run was paused. */
        STOPPED(2),
        /** The run went on. */
        RESUMED(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What stands for it in the history; never changes. */
        int code() {
            return code;
        }

        static Optional<Kind> ofCode(long code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
        }
    }

    /**
     * Something that a chart marks.
     *
     * @param at since the start
     * @param agent whom it concerns; empty if all
     * @param text what to write beside it
     */
    public record Event(Duration at, Kind kind, String agent, String text) {}

    /** The same in fewer points, if there are too many: means of neighbours. */
    public ThroughputSeries coarsened() {
        int points =
                lines.stream().mapToInt(l -> l.imagesPerSecond.size()).max().orElse(0);
        int group = (points + MOST_POINTS - 1) / MOST_POINTS;
        if (group <= 1) {
            return this;
        }
        return new ThroughputSeries(
                step.multipliedBy(group),
                lines.stream()
                        .map(l -> new Line(l.agent, l.colour, means(l.imagesPerSecond, group)))
                        .toList(),
                events);
    }

    private static List<Double> means(List<Double> values, int group) {
        List<Double> means = new ArrayList<>();
        for (int from = 0; from < values.size(); from += group) {
            List<Double> part = values.subList(from, Math.min(from + group, values.size()));
            means.add(part.stream().mapToDouble(Double::doubleValue).average().orElse(0));
        }
        return means;
    }
}
