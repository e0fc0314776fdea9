package io.facet.app.master.watch;

import java.util.List;

/** What all agents did in a second or ten. Immutable. */
final class ThroughputStep {
    private final long time;
    private final float[] perSecond;
    private final boolean gap;

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
        this.gap = gap;
    }

    /** One step in place of several, the mean of those that are no gaps. */
    static ThroughputStep merged(List<ThroughputStep> steps) {
        List<ThroughputStep> active = steps.stream().filter(s -> !s.gap).toList();
        int agents = active.stream().mapToInt(s -> s.perSecond.length).max().orElse(0);
        float[] mean = new float[agents];
        for (ThroughputStep step : active) {
            for (int i = 0; i < step.perSecond.length; i++) {
                mean[i] += step.perSecond[i] / active.size();
            }
        }
        return new ThroughputStep(steps.getLast().time, mean, active.isEmpty());
    }

    long time() {
        return time;
    }

    /** NaN in a gap, 0 for an agent that had not finished an image by then. */
    float perSecond(int agent) {
        if (gap) {
            return Float.NaN;
        }
        return agent < perSecond.length ? perSecond[agent] : 0;
    }
}
