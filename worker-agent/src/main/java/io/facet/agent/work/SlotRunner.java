package io.facet.agent.work;

import com.google.protobuf.ByteString;
import io.facet.models.ModelException;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A slot: runs the model on one batch after the other, on a thread of its own, until that is interrupted or the lanes end. */
final class SlotRunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotRunner.class);

    private final String slotId;
    private final Lanes lanes;
    private final Lane lane;
    private final SlotMeter meter;
    private final TaskSink sink;

    SlotRunner(String slotId, Lanes lanes, Lane lane, SlotMeter meter, TaskSink sink) {
        this.slotId = slotId;
        this.lanes = lanes;
        this.lane = lane;
        this.meter = meter;
        this.sink = sink;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Filling filling = lanes.take(lane, slotId);
                meter.busy(true);
                try {
                    work(filling, 0, filling.places());
                } finally {
                    meter.busy(false);
                    lanes.release(lane, filling);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a part of a batch; where that fails, its halves, until the images at fault stand alone. */
    private void work(Filling filling, int from, int to) {
        int images = images(filling, from, to);
        if (images == 0) {
            return;
        }
        long start = System.nanoTime();
        try {
            filling.batch().run(from, to);
        } catch (RuntimeException | Error e) {
            // Any failure: a slot that ends here would leave its images held for ever, and the run without an end.
            if (Thread.currentThread().isInterrupted()) {
                return; // the run is over: what was terminated has not failed
            }
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                work(filling, from, middle);
                work(filling, middle, to);
            } else {
                fail(filling.task(from), e);
            }
            return;
        }
        long end = System.nanoTime();
        for (int place = from; place < to; place++) {
            Task task = filling.task(place);
            if (task != null) {
                task.ran(start, end, images);
                handIn(filling, place, task);
            }
        }
    }

    private void handIn(Filling filling, int place, Task task) {
        ByteString row;
        try {
            row = ByteString.copyFrom(filling.batch().row(place));
        } catch (RuntimeException | Error e) {
            fail(task, e);
            return;
        }
        succeed(task, row);
    }

    private static int images(Filling filling, int from, int to) {
        int images = 0;
        for (int place = from; place < to; place++) {
            images += filling.task(place) == null ? 0 : 1;
        }
        return images;
    }

    private void succeed(Task task, ByteString row) {
        var stages = task.stages();
        meter.done(stages);
        sink.done(
                task,
                Result.newBuilder()
                        .setPath(task.path())
                        .setSlotId(slotId)
                        .setDeviceClass(lane.deviceClass)
                        .setStages(stages)
                        .addRows(Row.newBuilder().setEmbedding(row)));
    }

    private void fail(@Nullable Task task, Throwable why) {
        if (task == null) {
            return;
        }
        String message = why instanceof ModelException known ? known.getMessage() : "The model failed: " + why;
        LOG.warn("Slot {} failed on {}: {}", slotId, task.path(), message);
        meter.failed();
        sink.failed(
                task,
                Failure.newBuilder()
                        .setPath(task.path())
                        .setSlotId(slotId)
                        .setReason(Reason.MODEL_ERROR)
                        .setRetryable(true)
                        .setMessage(Limits.cut(message)));
    }
}
