package io.facet.app.master.watch;

import java.util.List;

/** What all agents did in a second or several. Immutable. */
final class ThroughputStep {
    private final long time;
    private final float[] perSecond;
    /** Seconds, or parts of one, in which the run was not paused. */
    private final int active;

    /**
     * A step that has ended.
     *
     * @param time when, in milliseconds since 1970
     * @param perSecond by number of the agent; taken over
     * @param gap whether the run was paused
     */
    ThroughputStep(long time, float[] perSecond, boolean gap) {
        this.time = time;
        this.perSecond = perSecond;
        this.active = gap ? 0 : 1;
    }

    private ThroughputStep(long time, float[] perSecond, int active) {
        this.time = time;
        this.perSecond = perSecond;
        this.active = active;
    }

    /** One step in place of several, the mean of those that are no gaps. */
    static ThroughputStep merged(List<ThroughputStep> steps) {
        int agents = steps.stream().mapToInt(s -> s.perSecond.length).max().orElse(0);
        int all = steps.stream().mapToInt(s -> s.active).sum();
        float[] mean = new float[agents];
        for (ThroughputStep step : steps) {
            for (int i = 0; step.active > 0 && i < step.perSecond.length; i++) {
                mean[i] += step.perSecond[i] * step.active / all;
            }
        }
        return new ThroughputStep(steps.getLast().time, mean, all);
    }

    long time() {
        return time;
    }

    /** NaN in a gap, 0 for an agent that had not finished an image by then. */
    float perSecond(int agent) {
        if (active == 0) {
            return Float.NaN;
        }
        return agent < perSecond.length ? perSecond[agent] : 0;
    }
}
