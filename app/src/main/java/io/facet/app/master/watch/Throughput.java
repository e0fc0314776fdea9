package io.facet.app.master.watch;

import java.util.List;

/**
 * Images per second of each agent during a run, once a second: the last ten minutes second by second, what is older in
 * steps of ten seconds, four hours altogether. Seconds in which the run was paused are gaps. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Throughput {

    /** All lines at one moment. Immutable. */
    public interface Series {

        /** Steps of one or ten seconds, oldest first. */
        int steps();

        /** When the step ended, in milliseconds since 1970. */
        long time(int step);

        /** One for each agent, in the order in which they finished their first image. */
        List<Line> lines();
    }

    /** What one agent did. Immutable. */
    public interface Line {

        String agentId();

        String agentName();

        /** Images per second during the step; NaN in a gap. */
        float perSecond(int step);
    }

    /** What is known now. */
    public Series series() {
        throw new UnsupportedOperationException();
    }

    /** Changes with every step. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    /** Forgets all, for a new run. */
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
