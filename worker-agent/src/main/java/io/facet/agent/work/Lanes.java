package io.facet.agent.work;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings loaders and slots together: loaders fill places in the batches of whichever device has room, slots take full
 * batches of their own device. Thread-safe; closed by its maker once no thread uses it.
 */
final class Lanes implements AutoCloseable {
    /** How long a slot waits for a batch to become full once something is in it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A place for one image in a batch. */
    record Place(Lane lane, Filling filling, int index) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomToLoad = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();
    private boolean ended;

    /** Adds a device, before any thread works. Takes over its engine. */
    Lane add(PreparedRun.DeviceLane device) {
        Lane lane = new Lane(device, lock.newCondition());
        lanes.add(lane);
        return lane;
    }

    // ---- the loaders' side ----------------------------------------------------------------------------------

    /** Waits for a place. To be followed by {@link #loaded} or {@link #failed}. */
    Place place() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                for (Lane lane : lanes) {
                    if (lane.open == null) {
                        lane.open = lane.free.poll();
                    }
                    Filling filling = lane.open;
                    if (filling != null) {
                        Place place = new Place(lane, filling, filling.deal());
                        if (filling.isDealtOut()) {
                            lane.open = null;
                        }
                        return place;
                    }
                }
                roomToLoad.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void loaded(Place place, Task task) {
        lock.lock();
        try {
            place.filling().loaded(place.index(), task);
            settled(place);
        } finally {
            lock.unlock();
        }
    }

    /** The place stays empty. */
    void failed(Place place) {
        lock.lock();
        try {
            place.filling().failed();
            settled(place);
        } finally {
            lock.unlock();
        }
    }

    private void settled(Place place) {
        Filling filling = place.filling();
        Lane lane = place.lane();
        if (filling.isSettled() && filling.isDealtOut()) {
            if (filling.isEmpty()) {
                recycle(lane, filling);
            } else {
                lane.ready.add(filling);
            }
        }
        lane.changed.signalAll();
    }

    // ---- the slots' side ------------------------------------------------------------------------------------

    /**
     * The next batch for this slot: a full one, or after a moment one that is not. Waits until there is one.
     *
     * @throws InterruptedException after {@link #end}, too
     */
    Filling take(Lane lane, String slotId) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long patience = PATIENCE_NANOS;
            while (!ended) {
                Filling ready = pollReady(lane, slotId);
                if (ready != null) {
                    return ready;
                }
                Filling partial = lane.open;
                if (partial == null || partial.isEmpty() || !partial.isSettled() || !lane.suits(partial, slotId)) {
                    patience = PATIENCE_NANOS;
                    lane.changed.await();
                } else if (patience > 0) {
                    patience = lane.changed.awaitNanos(patience);
                } else {
                    lane.open = null;
                    return partial;
                }
            }
            throw new InterruptedException("there is no more for slots");
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Filling pollReady(Lane lane, String slotId) {
        for (Iterator<Filling> i = lane.ready.iterator(); i.hasNext(); ) {
            Filling filling = i.next();
            if (lane.suits(filling, slotId)) {
                i.remove();
                return filling;
            }
        }
        return null;
    }

    /** The slot is done with the batch. */
    void release(Lane lane, Filling filling) {
        lock.lock();
        try {
            recycle(lane, filling);
        } finally {
            lock.unlock();
        }
    }

    private void recycle(Lane lane, Filling filling) {
        filling.clear();
        lane.free.add(filling);
        roomToLoad.signalAll();
    }

    /** From now on slots get nothing more; what they run goes on. */
    void end() {
        lock.lock();
        try {
            ended = true;
            lanes.forEach(lane -> lane.changed.signalAll());
        } finally {
            lock.unlock();
        }
    }

    /** Asks what runs now to end soon. */
    void terminate() {
        lanes.forEach(Lane::terminate);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
