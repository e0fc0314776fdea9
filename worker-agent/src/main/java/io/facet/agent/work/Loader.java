package io.facet.agent.work;

import io.facet.agent.content.ContentException;
import io.facet.models.engine.ImageContent;
import io.facet.models.image.ImageException;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Brings images into batches. {@link #fetchAll} has several files on their way at a time, on virtual threads; {@link
 * #loadAll} decodes, on platform threads, as many at a time as run it.
 */
final class Loader {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Gets the bytes of an image; blocks. */
    @FunctionalInterface
    interface Content {
        ByteBuffer read(Task task) throws ContentException;
    }

    private record Fetched(Task task, ByteBuffer bytes) {}

    private final BlockingQueue<Task> intake;
    private final BlockingQueue<Fetched> fetched = new LinkedBlockingQueue<>();
    private final ReadAhead ahead;
    private final Lanes lanes;
    private final Content content;
    private final boolean needsContent;
    private final HeldTasks held;
    private final TaskSink sink;

    /**
     * Loads what comes into {@code intake}.
     *
     * @param ahead bounds what is on its way or waits to be decoded
     */
    Loader(
            BlockingQueue<Task> intake,
            ReadAhead ahead,
            Lanes lanes,
            Content content,
            boolean needsContent,
            HeldTasks held,
            TaskSink sink) {
        this.intake = intake;
        this.ahead = ahead;
        this.lanes = lanes;
        this.content = content;
        this.needsContent = needsContent;
        this.held = held;
        this.sink = sink;
    }

    /** Starts to fetch one task after the other, until the thread is interrupted. */
    void fetchAll() {
        try {
            while (true) {
                Task task = intake.take();
                ahead.acquire(size(task));
                if (needsContent) {
                    Thread.ofVirtual().name("facet-fetch").start(() -> fetch(task));
                } else {
                    fetched.add(new Fetched(task, NOTHING));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long size(Task task) {
        return needsContent ? Math.max(0, task.lease().getSize()) : 0;
    }

    /** Whatever happens, the task goes on or has an outcome: it would be held, and its lease renewed, for ever. */
    private void fetch(Task task) {
        long start = System.nanoTime();
        boolean goesOn = false;
        try {
            if (held.holds(task)) {
                ByteBuffer bytes = content.read(task);
                task.fetched(System.nanoTime() - start);
                fetched.add(new Fetched(task, bytes));
                goesOn = true;
            }
        } catch (ContentException e) {
            explain(task, e);
        } catch (RuntimeException | Error e) {
            fail(task, Reason.UNREADABLE, "It could not be fetched: " + e, true);
        } finally {
            if (!goesOn) {
                ahead.release(size(task));
            }
        }
    }

    private void explain(Task task, ContentException e) {
        switch (e.kind()) {
            case LEASE_OVER, MASTER_AWAY -> sink.dropped(task);
            case UNREADABLE -> fail(task, Reason.UNREADABLE, e.getMessage(), false);
            case TOO_LARGE -> fail(task, Reason.TOO_LARGE, e.getMessage(), false);
            case TRANSIENT -> fail(task, Reason.UNREADABLE, e.getMessage(), true);
        }
    }

    /** Decodes one image after the other into batches, until the thread is interrupted. */
    void loadAll() {
        try {
            while (true) {
                Fetched next = fetched.take();
                try {
                    if (held.holds(next.task())) {
                        load(next);
                    }
                } finally {
                    ahead.release(size(next.task()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(Fetched next) throws InterruptedException {
        Task task = next.task();
        Lanes.Place place = lanes.place();
        long start = System.nanoTime();
        try {
            place.filling().batch().load(place.index(), new ImageContent(task.path(), next.bytes()));
        } catch (ImageException e) {
            lanes.failed(place);
            Reason reason = switch (e.reason()) {
                case UNREADABLE -> Reason.UNREADABLE;
                case TOO_LARGE -> Reason.TOO_LARGE;
            };
            fail(task, reason, String.valueOf(e.getMessage()), false);
            return;
        } catch (RuntimeException | Error e) {
            lanes.failed(place);
            fail(task, Reason.UNREADABLE, "It could not be decoded: " + e, true);
            return;
        }
        long now = System.nanoTime();
        task.loaded(now - start, now);
        lanes.loaded(place, task);
    }

    private void fail(Task task, Reason reason, String message, boolean retryable) {
        sink.failed(
                task,
                Failure.newBuilder()
                        .setPath(task.path())
                        .setReason(reason)
                        .setRetryable(retryable)
                        .setMessage(Limits.cut(message)));
    }
}
