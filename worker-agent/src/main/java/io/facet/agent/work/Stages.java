package io.facet.agent.work;

import io.facet.protocol.wire.SlotTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/**
 * The threads and batches through which the images of a run go: fetching, decoding, the model. Started and closed by its
 * maker, once each and not at the same time; the rest is thread-safe.
 */
final class Stages implements AutoCloseable {
    /** A quarter of the heap for files that are not decoded yet: the rest is for rows and for gRPC's buffers. */
    private static final int HEAP_SHARE = 4;

    private final Lanes lanes = new Lanes();
    private final List<SlotRunner> slots = new ArrayList<>();
    private final List<SlotMeter> meters = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Thread> slotThreads = new ArrayList<>();
    private final Loader loader;
    private final int parallel;

    /**
     * Makes the batches. Takes over the engines of {@code prepared}, and closes them if that fails.
     *
     * @param intake tasks to be worked on
     * @param sink takes what comes of them
     */
    Stages(PreparedRun prepared, BlockingQueue<Task> intake, Loader.Content content, HeldTasks held, TaskSink sink) {
        int images = 0;
        int taken = 0;
        try {
            for (PreparedRun.DeviceLane device : prepared.lanes()) {
                taken++;
                Lane lane = lanes.add(device);
                images += device.slotIds().size() * device.batch();
                for (String slotId : device.slotIds()) {
                    SlotMeter meter = new SlotMeter(slotId, System::nanoTime);
                    meters.add(meter);
                    slots.add(new SlotRunner(slotId, lanes, lane, meter, sink));
                }
            }
        } catch (RuntimeException | Error e) {
            lanes.close();
            prepared.lanes().stream()
                    .skip(taken)
                    .forEach(device -> device.engine().close());
            throw e;
        }
        parallel = images;
        ReadAhead ahead = ReadAhead.of(2 * parallel + 4, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        loader = new Loader(intake, ahead, lanes, content, prepared.needsContent(), held, sink);
    }

    void start() {
        for (int i = 0; i < slots.size(); i++) {
            slotThreads.add(start("facet-slot-" + i, slots.get(i)));
        }
        int decoders = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), parallel));
        for (int i = 0; i < decoders; i++) {
            start("facet-decode-" + i, loader::loadAll);
        }
        start("facet-intake", loader::fetchAll);
    }

    private Thread start(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().start(work);
        threads.add(thread);
        return thread;
    }

    /** Images that the slots work on at a time: slots times batch. */
    int parallel() {
        return parallel;
    }

    /** Of all slots together, over the last seconds. */
    double imagesPerSecond() {
        return meters.stream().mapToDouble(SlotMeter::imagesPerSecond).sum();
    }

    List<SlotTelemetry> telemetry() {
        return meters.stream().map(SlotMeter::telemetry).toList();
    }

    /** Waits until the slots have finished what they run, but no longer than {@code patience}; they begin nothing more. */
    void finishRunning(Duration patience) throws InterruptedException {
        lanes.end();
        long end = System.nanoTime() + patience.toNanos();
        for (Thread slot : slotThreads) {
            slot.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    /** Asks everything that goes on to end; {@link #close} waits for it. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
        lanes.terminate();
    }

    /** Ends every thread and frees the models. Waits for runs that are under way. */
    @Override
    public void close() {
        interrupt();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // native memory in use is not freed
        }
        lanes.close();
    }
}
