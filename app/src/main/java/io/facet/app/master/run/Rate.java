package io.facet.app.master.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Images per second over the last seconds. Not thread-safe. */
final class Rate {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(15);

    private record Sample(long time, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** To be called several times a second with the number of images so far. While the clock stands, the last one counts. */
    void sample(long now, long count) {
        if (!samples.isEmpty() && samples.getLast().time() == now) {
            samples.removeLast();
        }
        samples.addLast(new Sample(now, count));
        while (now - samples.getFirst().time() > WINDOW) {
            samples.removeFirst();
        }
    }

    /** Images per second; 0 until something is known. */
    double perSecond() {
        if (samples.isEmpty()) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.time() - first.time()) / 1e9;
        return seconds < 0.2 ? 0 : (last.count() - first.count()) / seconds;
    }
}
