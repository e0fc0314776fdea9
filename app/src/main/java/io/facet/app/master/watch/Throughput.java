package io.facet.app.master.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Images per second of each agent during a run, once a second: the last ten minutes second by second, what is older in
 * steps of ten seconds. Of a run of many hours these become steps of twenty seconds, then forty: the series always begins
 * where the run did, and never takes more memory than four hours do. Seconds in which the run was paused are gaps. Thread-safe.
 */
public final class Throughput {
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);
    /** A shorter step says little: when a run is paused right after one began, it goes into the next. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int FINE = 600;
    private static final int MERGED = 10;
    private static final int COARSE = (4 * 3600 - FINE) / MERGED;
    private static final int PAIR = 2;

    /** All lines at one moment. Immutable. */
    public interface Series {

        /** Steps of a second or more, the older the longer; oldest first. */
        int steps();

        /** When the first step began, in milliseconds since 1970. */
        long start();

        /** When the step ended, in milliseconds since 1970. */
        long time(int step);

        /** One for each agent, in the order in which they finished their first image. */
        List<Line> lines();
    }

    /** What one agent did. Immutable. */
    public interface Line {

        String agentId();

        String agentName();

        /** Images that it has finished since the run began. */
        long images();

        /** Whole steps since the run began in which it finished an image. */
        Duration busy();

        /** Images per second during the step; NaN in a gap. */
        float perSecond(int step);
    }

    /** Finished images of an agent in the step that goes on. */
    private static final class Count {
        final int number;
        final String name;
        int images;
        long all;
        long busyNanos;

        Count(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    private final LongSupplier nanoTime;
    private final LongSupplier epochMillis;
    private final Map<String, Count> agents = new LinkedHashMap<>();
    private final Deque<ThroughputStep> fine = new ArrayDeque<>();
    private final Deque<ThroughputStep> coarse = new ArrayDeque<>();
    private long version;
    private boolean begun;
    private boolean lending;
    private long stepStart;
    private long startMillis;
    private int merged = MERGED;

    public Throughput() {
        this(System::nanoTime, System::currentTimeMillis);
    }

    Throughput(LongSupplier nanoTime, LongSupplier epochMillis) {
        this.nanoTime = nanoTime;
        this.epochMillis = epochMillis;
    }

    /** The agent has finished an image. */
    synchronized void count(String agentId, String agentName) {
        Count count = agents.get(agentId);
        if (count == null) {
            count = new Count(agents.size(), agentName);
            agents.put(agentId, count);
        }
        count.images++;
        count.all++;
    }

    /**
     * Time goes on. To be called several times a second.
     *
     * @param lendingNow false while the run is paused
     */
    synchronized void tick(boolean lendingNow) {
        long now = nanoTime.getAsLong();
        if (!begun) {
            begun = true;
            lending = lendingNow;
            stepStart = now;
            startMillis = epochMillis.getAsLong();
            return;
        }
        long length = now - stepStart;
        if (length >= STEP || (lendingNow != lending && length >= SHORTEST)) {
            close(now, length);
        }
        lending = lendingNow;
    }

    private void close(long now, long length) {
        double seconds = length / 1e9;
        float[] perSecond = new float[agents.size()];
        boolean nothing = true;
        for (Count count : agents.values()) {
            perSecond[count.number] = (float) (count.images / seconds);
            nothing &= count.images == 0;
            count.busyNanos += count.images == 0 ? 0 : length;
            count.images = 0;
        }
        fine.addLast(new ThroughputStep(epochMillis.getAsLong(), perSecond, !lending && nothing));
        stepStart = now;
        version++;
        if (fine.size() >= FINE + merged) {
            coarse.addLast(merged(fine, merged));
            if (coarse.size() > COARSE) {
                coarsen();
            }
        }
    }

    private void coarsen() {
        Deque<ThroughputStep> former = new ArrayDeque<>(coarse);
        coarse.clear();
        while (!former.isEmpty()) {
            coarse.addLast(merged(former, Math.min(PAIR, former.size())));
        }
        merged *= PAIR;
    }

    private static ThroughputStep merged(Deque<ThroughputStep> from, int steps) {
        List<ThroughputStep> oldest = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            oldest.add(from.removeFirst());
        }
        return ThroughputStep.merged(oldest);
    }

    /** What is known now. */
    public synchronized Series series() {
        List<ThroughputStep> steps = new ArrayList<>(coarse.size() + fine.size());
        steps.addAll(coarse);
        steps.addAll(fine);
        List<Line> lines = new ArrayList<>();
        agents.forEach((id, count) -> lines.add(
                new StepLine(id, count.name, count.number, count.all, Duration.ofNanos(count.busyNanos), steps)));
        return new StepSeries(startMillis, steps, List.copyOf(lines));
    }

    private record StepLine(
            String agentId, String agentName, int number, long images, Duration busy, List<ThroughputStep> steps)
            implements Line {
        @Override
        public float perSecond(int step) {
            return steps.get(step).perSecond(number);
        }
    }

    private record StepSeries(long start, List<ThroughputStep> all, List<Line> lines) implements Series {
        @Override
        public int steps() {
            return all.size();
        }

        @Override
        public long time(int step) {
            return all.get(step).time();
        }
    }

    /** Changes with every step. */
    public synchronized long version() {
        return version;
    }

    /** Forgets all, for a new run. */
    public synchronized void clear() {
        agents.clear();
        fine.clear();
        coarse.clear();
        begun = false;
        merged = MERGED;
        version++;
    }
}
