package io.facet.agent.work;

import io.facet.agent.content.ContentException;
import io.facet.models.engine.ImageContent;
import io.facet.models.image.ImageException;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Reason;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

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
    private final BlockingQueue<Fetched> fetched = new java.util.concurrent.LinkedBlockingQueue<>();
    private final Semaphore ahead;
    private final Lanes lanes;
    private final Content content;
    private final boolean needsContent;
    private final HeldTasks held;
    private final TaskSink sink;

    /**
     * Loads what comes into {@code intake}.
     *
     * @param filesAhead files that may be on their way or wait to be decoded
     */
    Loader(
            BlockingQueue<Task> intake,
            int filesAhead,
            Lanes lanes,
            Content content,
            boolean needsContent,
            HeldTasks held,
            TaskSink sink) {
        this.intake = intake;
        this.ahead = new Semaphore(filesAhead);
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
                ahead.acquire();
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

    private void fetch(Task task) {
        long start = System.nanoTime();
        try {
            if (held.holds(task)) {
                ByteBuffer bytes = content.read(task);
                task.fetched(System.nanoTime() - start);
                fetched.add(new Fetched(task, bytes));
                return;
            }
        } catch (ContentException e) {
            explain(task, e);
        }
        ahead.release();
    }

    private void explain(Task task, ContentException e) {
        switch (e.kind()) {
            case LEASE_OVER -> sink.dropped(task);
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
                ahead.release();
                if (held.holds(next.task())) {
                    load(next);
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
