package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.scan.DatasetWalk;
import io.facet.app.master.scan.ScanEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a dataset on threads of its own: once to feed the run, no faster than the run takes, and once ahead of it to
 * count, in no order and without holding names. Closed by its maker.
 */
final class DatasetFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetFeed.class);
    private static final int AHEAD = 2048;

    private final Path root;
    private final Runnable onMore;
    private final ArrayBlockingQueue<ScanEntry> queue = new ArrayBlockingQueue<>(AHEAD);
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Thread feeder;
    private final Thread counter;
    private volatile boolean exhausted;
    private volatile boolean closed;
    private final LongAdder counted = new LongAdder();
    private volatile boolean countComplete;

    /**
     * Starts to walk.
     *
     * @param onMore called after {@link #poll} has returned null and there is more, or the end; on a thread of the feed
     * @throws UserException DATASET_… if {@code root} is no folder that can be read
     */
    DatasetFeed(Path root, Runnable onMore) {
        this.root = root;
        this.onMore = onMore;
        DatasetWalk walk = open();
        feeder = Thread.ofVirtual().name("facet-scan").unstarted(() -> feed(walk));
        counter = Thread.ofVirtual().name("facet-count").unstarted(this::count);
    }

    void start() {
        feeder.start();
        counter.start();
    }

    /** Waits until the first entry is there. False if there is none, or the feed was closed before. */
    boolean awaitFirst() {
        try {
            first.await();
            return !closed && !exhausted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private DatasetWalk open() {
        try {
            return new DatasetWalk(root);
        } catch (NoSuchFileException e) {
            throw new UserException(
                    UserException.Code.DATASET_MISSING,
                    "There is no folder %s. Give --dataset an existing folder of images.".formatted(root),
                    e);
        } catch (NotDirectoryException e) {
            throw new UserException(
                    UserException.Code.DATASET_MISSING,
                    "%s is a file. Give --dataset the folder that it is in.".formatted(root),
                    e);
        } catch (IOException e) {
            String why = Files.isReadable(root) ? String.valueOf(e.getMessage()) : "permission denied";
            throw new UserException(
                    UserException.Code.DATASET_UNREADABLE,
                    "The folder %s cannot be opened (%s). Check its permissions.".formatted(root, why),
                    e);
        }
    }

    private void feed(DatasetWalk walk) {
        try (walk) {
            for (ScanEntry entry = walk.next(); entry != null; entry = walk.next()) {
                queue.put(entry);
                first.countDown();
                signal();
            }
            exhausted = !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            first.countDown();
            signalled.set(true);
            onMore.run();
        }
    }

    private void signal() {
        if (!signalled.getAndSet(true)) {
            onMore.run();
        }
    }

    private void count() {
        try (DatasetWalk walk = DatasetWalk.unordered(root)) {
            while (walk.next() != null) {
                counted.increment();
            }
            countComplete = !closed;
        } catch (IOException e) {
            LOG.warn("{} cannot be counted: {}", root, e.getMessage());
        }
    }

    /** The next entry in the order of the scan, or null if there is none yet or none any more. Never blocks. */
    @Nullable
    ScanEntry poll() {
        ScanEntry entry = queue.poll();
        if (entry == null) {
            signalled.set(false);
            entry = queue.poll(); // one may have come between the two lines above
        }
        return entry;
    }

    /** Whether {@link #poll} will return null for ever. */
    boolean exhausted() {
        return exhausted && queue.isEmpty();
    }

    /** Entries counted so far. */
    long counted() {
        return counted.sum();
    }

    boolean countComplete() {
        return countComplete;
    }

    @Override
    public void close() {
        closed = true;
        first.countDown();
        feeder.interrupt();
        counter.interrupt();
    }
}
