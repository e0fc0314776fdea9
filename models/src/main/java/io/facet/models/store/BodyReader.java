package io.facet.models.store;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of an answer from the HTTP client's threads to the one that reads it. One piece is asked for at a time,
 * so the queue never fills and nothing piles up in memory while the disk is slow.
 */
final class BodyReader implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private sealed interface Event {
        record Data(List<ByteBuffer> buffers) implements Event {}

        record End() implements Event {}

        record Broken(Throwable cause) implements Event {}
    }

    /** One piece and the end. */
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(2);

    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event.Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Event.Broken(cause));
    }

    @Override
    public void onComplete() {
        events.add(new Event.End());
    }

    /** The next bytes; empty at the end of the body. */
    List<ByteBuffer> next(Duration stall, Patience patience) throws IOException {
        return switch (await(stall, patience)) {
            case Event.Data(List<ByteBuffer> buffers) -> {
                Flow.Subscription current = subscription;
                if (current != null) {
                    current.request(1);
                }
                yield buffers;
            }
            case Event.End() -> List.of();
            case Event.Broken(Throwable cause) ->
                throw cause instanceof IOException io ? io : new IOException("the connection broke", cause);
        };
    }

    private Event await(Duration stall, Patience patience) throws IOException {
        long end = System.nanoTime() + stall.toNanos();
        while (System.nanoTime() < end) {
            patience.check();
            try {
                Event event = events.poll(Patience.STEP.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    return event;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new HttpTimeoutException("nothing came for " + stall.toSeconds() + " s");
    }

    /** Ends the transfer. */
    @Override
    public void close() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
