package io.facet.models.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Means of {@link StageTimings} over the images of the last while. Thread-safe; adding costs some additions under a
 * lock that is held no longer than that.
 */
public final class StageMeans {
    private static final int SLICES = 10;
    private static final int STAGES = 4;

    /** One part of the window: the sums of all images added while it was the current one. */
    private static final class Slice {
        private long number = -1;
        private long images;
        private final long[] sums = new long[STAGES];

        private void restart(long newNumber) {
            number = newNumber;
            images = 0;
            Arrays.fill(sums, 0);
        }
    }

    private final InstantSource clock;
    private final long sliceMillis;
    private final Slice[] slices = new Slice[SLICES];

    /**
     * @param window how far back images count, within a tenth
     */
    public StageMeans(Duration window, InstantSource clock) {
        this.clock = clock;
        sliceMillis = Math.max(1, window.toMillis() / SLICES);
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new Slice();
        }
    }

    /** Adds one image. */
    public synchronized void add(StageTimings timings) {
        long number = clock.millis() / sliceMillis;
        Slice slice = slices[(int) Math.floorMod(number, (long) SLICES)];
        if (slice.number != number) {
            slice.restart(number);
        }
        slice.images++;
        slice.sums[0] += timings.fetch();
        slice.sums[1] += timings.decode();
        slice.sums[2] += timings.queue();
        slice.sums[3] += timings.run();
    }

    /** The mean of each stage over the window; {@link StageTimings#NONE} if it holds no image. */
    public synchronized StageTimings mean() {
        long oldest = clock.millis() / sliceMillis - SLICES + 1;
        long images = 0;
        long[] sums = new long[STAGES];
        for (Slice slice : slices) {
            if (slice.number >= oldest) {
                images += slice.images;
                for (int i = 0; i < STAGES; i++) {
                    sums[i] += slice.sums[i];
                }
            }
        }
        if (images == 0) {
            return StageTimings.NONE;
        }
        return new StageTimings(
                (int) (sums[0] / images), (int) (sums[1] / images), (int) (sums[2] / images), (int) (sums[3] / images));
    }
}
