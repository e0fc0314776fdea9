package io.facet.agent.work;

import io.facet.protocol.wire.SlotTelemetry;
import io.facet.protocol.wire.StageMicros;
import java.util.function.LongSupplier;

/**
 * What a slot has done, for telemetry: counts, and images per second and mean stage times over the last ten seconds.
 * Thread-safe.
 */
final class SlotMeter {
    private static final int SECONDS = 10;

    /** One second's worth, reused in a ring. */
    private static final class Second {
        long second = Long.MIN_VALUE;
        int images;
        long fetch;
        long decode;
        long queue;
        long run;
    }

    private final String slotId;
    private final LongSupplier nanoTime;
    private final long started;
    private final Second[] ring = new Second[SECONDS + 1];
    private long done;
    private long failed;
    private boolean busy;

    SlotMeter(String slotId, LongSupplier nanoTime) {
        this.slotId = slotId;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Second();
        }
    }

    synchronized void busy(boolean on) {
        busy = on;
    }

    synchronized void done(StageMicros stages) {
        done++;
        Second now = current();
        now.images++;
        now.fetch += stages.getFetch();
        now.decode += stages.getDecode();
        now.queue += stages.getQueue();
        now.run += stages.getRun();
    }

    synchronized void failed() {
        failed++;
    }

    /** Images per second; over the slot's life while that is shorter than the window. */
    synchronized double imagesPerSecond() {
        long second = second();
        int images = 0;
        for (Second s : ring) {
            if (s.second >= second - SECONDS) {
                images += s.images;
            }
        }
        double seconds = Math.min(SECONDS + 0.5, (nanoTime.getAsLong() - started) / 1e9);
        return seconds < 0.05 ? 0 : images / seconds;
    }

    synchronized SlotTelemetry telemetry() {
        long second = second();
        long images = 0;
        long fetch = 0;
        long decode = 0;
        long queue = 0;
        long run = 0;
        for (Second s : ring) {
            if (s.second >= second - SECONDS) {
                images += s.images;
                fetch += s.fetch;
                decode += s.decode;
                queue += s.queue;
                run += s.run;
            }
        }
        long n = Math.max(1, images);
        return SlotTelemetry.newBuilder()
                .setSlotId(slotId)
                .setBusy(busy)
                .setImagesPerS(imagesPerSecond())
                .setDone(done)
                .setFailed(failed)
                .setMeanStages(StageMicros.newBuilder()
                        .setFetch((int) (fetch / n))
                        .setDecode((int) (decode / n))
                        .setQueue((int) (queue / n))
                        .setRun((int) (run / n)))
                .build();
    }

    private Second current() {
        long second = second();
        Second s = ring[(int) Math.floorMod(second, (long) ring.length)];
        if (s.second != second) {
            s.second = second;
            s.images = 0;
            s.fetch = 0;
            s.decode = 0;
            s.queue = 0;
            s.run = 0;
        }
        return s;
    }

    private long second() {
        return (nanoTime.getAsLong() - started) / 1_000_000_000L;
    }
}
