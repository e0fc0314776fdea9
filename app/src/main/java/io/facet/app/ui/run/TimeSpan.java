package io.facet.app.ui.run;

import io.facet.app.ui.common.Texts;
import java.util.List;

/**
 * How far back a chart of the last minutes reaches: a short run fills it, a long one shows its last five minutes.
 * Immutable.
 *
 * @param marks steps between the oldest time and now
 * @param stepMillis between two marks
 */
record TimeSpan(int marks, long stepMillis) {
    private static final long MINUTE = 60_000;

    static final TimeSpan LONGEST = new TimeSpan(5, MINUTE);

    private static final List<TimeSpan> ALL =
            List.of(new TimeSpan(4, 5_000), new TimeSpan(4, 15_000), new TimeSpan(4, 30_000), LONGEST);

    /** The shortest that shows all of a run that has gone on for so long, or the longest. */
    static TimeSpan holding(long elapsedMillis) {
        return ALL.stream().filter(s -> s.millis() >= elapsedMillis).findFirst().orElse(LONGEST);
    }

    long millis() {
        return marks * stepMillis;
    }

    /** What stands below a mark, counted from 0 for now. */
    String label(int mark, Texts texts) {
        if (mark == 0) {
            return texts.get("run.axis.now");
        }
        String key = mark == marks ? "run.axis.ago." : "run.axis.";
        return stepMillis < MINUTE
                ? texts.get(key + "seconds", mark * stepMillis / 1000)
                : texts.get(key + "minutes", mark * stepMillis / MINUTE);
    }
}
