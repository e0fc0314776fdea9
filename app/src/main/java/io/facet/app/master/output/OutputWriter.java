package io.facet.app.master.output;

import io.facet.app.UserException;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes outcomes into the files, on a thread of its own. A record is handed to the operating system as soon as nothing
 * else waits, so within milliseconds, and whole.
 *
 * <p>{@link #settle} and {@link #skip} never block; the queue is bounded by {@link #backlog}, which whoever lends
 * images watches. After a failure to write, everything else is dropped: the next run computes it again.
 */
public final class OutputWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 256 << 10;

    private sealed interface Entry {
        long sequence();
    }

    private record Settled(ImageItem item, Outcome outcome) implements Entry {
        @Override
        public long sequence() {
            return item.sequence();
        }
    }

    private record Skipped(long sequence) implements Entry {}

    private record End() implements Entry {
        @Override
        public long sequence() {
            return Long.MAX_VALUE;
        }
    }

    private final OpenOutput output;
    private final boolean ordered;
    private final Consumer<UserException> onFailure;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicLong rows;
    private final AtomicLong bytes;
    private final Thread thread;

    // Only the writer's thread touches these.
    private final Map<Long, Entry> early = new HashMap<>();
    private final RowBytes csvBlock = new RowBytes();
    private final RowBytes failuresBlock = new RowBytes();
    private long nextSequence;
    private long blockRows;

    private volatile @Nullable UserException failure;

    /**
     * Starts the thread.
     *
     * @param output closed by this writer
     * @param onFailure called once, on the writer's thread, when a file cannot be written any more
     */
    public OutputWriter(OpenOutput output, Consumer<UserException> onFailure) {
        this.output = output;
        this.ordered = output.request().ordered();
        this.onFailure = onFailure;
        this.rows = new AtomicLong(output.rows());
        this.bytes = new AtomicLong(output.csv().length());
        this.thread = Thread.ofPlatform().name("facet-output").start(this::run);
    }

    /** The outcome of an image. Each image of the scan is settled or skipped, once. */
    public void settle(ImageItem item, Outcome outcome) {
        queue.add(new Settled(item, outcome));
    }

    /** The image has its outcome from a former run. */
    public void skip(long sequence) {
        if (ordered) {
            queue.add(new Skipped(sequence));
        }
    }

    /** Outcomes that wait to be written. */
    public int backlog() {
        return queue.size();
    }

    /** Records in the CSV, those of former runs included. */
    public long rows() {
        return rows.get();
    }

    /** Length of the CSV. */
    public long bytes() {
        return bytes.get();
    }

    /**
     * Writes what waits, hands it to the disk and closes the files. Rows in order that wait for an image which has not
     * ended are not written.
     *
     * @throws UserException if a file could not be written, now or before
     */
    public void finish() {
        queue.add(new End());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        UserException e = failure;
        if (e != null) {
            throw e;
        }
    }

    /** SHA-256 of the CSV in lower-case hex. Only after {@link #finish}. */
    public String sha256() {
        return java.util.HexFormat.of().formatHex(output.digest().digest());
    }

    @Override
    public void close() {
        queue.add(new End());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (output) {
            boolean going = true;
            while (going) {
                Entry entry = queue.take();
                while (entry != null) {
                    going &= !(entry instanceof End);
                    take(entry);
                    entry = csvBlock.size() < BLOCK_BYTES ? queue.poll() : null;
                }
                write();
            }
            output.csv().sync();
            output.failuresFile().sync();
        } catch (UserException e) {
            fail(e);
        } catch (IOException e) {
            fail(AppendFile.cannotWrite(output.request().files().csv(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(UserException e) {
        failure = e;
        onFailure.accept(e);
    }

    private void take(Entry entry) {
        if (!ordered) {
            format(entry);
            return;
        }
        early.put(entry.sequence(), entry);
        for (Entry next = early.remove(nextSequence); next != null; next = early.remove(nextSequence)) {
            format(next);
            nextSequence++;
        }
    }

    private void format(Entry entry) {
        switch (entry) {
            case Settled(ImageItem item, Outcome.Done done) -> {
                output.request().format().append(csvBlock, item, done);
                blockRows += done.rows().size();
            }
            case Settled(ImageItem item, Outcome.Failed failed) -> FailureFormat.append(failuresBlock, item, failed);
            case Skipped skipped -> {}
            case End end -> {}
        }
    }

    private void write() {
        if (csvBlock.size() > 0) {
            ByteBuffer block = csvBlock.view();
            output.csv().append(block.duplicate());
            output.digest().update(block);
            rows.addAndGet(blockRows);
            bytes.set(output.csv().length());
            blockRows = 0;
            csvBlock.clear();
        }
        if (failuresBlock.size() > 0) {
            output.failuresFile().append(failuresBlock.view());
            failuresBlock.clear();
        }
    }
}
