package io.facet.app.master.output;

import io.facet.app.UserException;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
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

    private sealed interface Entry {}

    /** Without an outcome: it was taken back before it was written. */
    private record Settled(ImageItem item, @Nullable Outcome outcome) implements Entry {}

    private record TakeBack(Set<String> paths, Consumer<Map<String, Outcome.Failed>> taken) implements Entry {}

    private record Skipped(long sequence) implements Entry {}

    private record Stamped(Manifest manifest) implements Entry {}

    private record End() implements Entry {}

    private final OpenOutput output;
    private final boolean ordered;
    private final Consumer<UserException> onFailure;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicLong rows;
    private final AtomicLong bytes;
    private final Thread thread;

    // Only the writer's thread touches these.
    private final ScanOrder<Settled> order = new ScanOrder<>();
    private final RowBytes csvBlock = new RowBytes();
    private final RowBytes failuresBlock = new RowBytes();
    private long blockRows;
    private @Nullable Manifest stamp;

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
        this.thread = Thread.ofPlatform().name("facet-output").daemon().start(this::run);
    }

    /** The outcome of an image. Each image of the scan is settled or skipped, once. */
    public void settle(ImageItem item, Outcome outcome) {
        queue.add(new Settled(item, outcome));
    }

    /**
     * Takes failures back, after everything that was settled before: they are not in the files then. The images are to be
     * settled anew, as {@link ImageItem#UNORDERED}.
     *
     * @param taken called on the writer's thread with those that were found, by path; not at all once nothing can be
     *     written any more
     */
    public void takeBack(Set<String> paths, Consumer<Map<String, Outcome.Failed>> taken) {
        queue.add(new TakeBack(Set.copyOf(paths), taken));
    }

    /** The image has its outcome from a former run. To be called in the order of the scan. */
    public void skip(long sequence) {
        if (ordered) {
            queue.add(new Skipped(sequence));
        }
    }

    /** Replaces the manifest, after everything that was settled before. */
    public void stamp(Manifest manifest) {
        queue.add(new Stamped(manifest));
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
                for (Entry entry = queue.take(); entry != null; entry = blockIsFull() ? null : queue.poll()) {
                    going &= !(entry instanceof End);
                    take(entry);
                }
                write();
            }
            output.csv().sync();
            output.failuresFile().sync();
        } catch (UserException e) {
            fail(e);
        } catch (IOException e) {
            fail(AppendFile.cannotWrite(output.request().files().csv(), e));
        } catch (RuntimeException e) {
            // Whoever waits for this thread must hear of it, whatever it was.
            fail(new UserException(
                    UserException.Code.INTERNAL,
                    "A row could not be written (%s). This is an error in Facet; every row up to now is in the file."
                            .formatted(e),
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(UserException e) {
        failure = e;
        onFailure.accept(e);
    }

    private boolean blockIsFull() {
        return csvBlock.size() >= BLOCK_BYTES || failuresBlock.size() >= BLOCK_BYTES;
    }

    private void take(Entry entry) {
        switch (entry) {
            case Settled settled
            when ordered && settled.item().sequence() != ImageItem.UNORDERED ->
                order.add(settled.item().sequence(), settled);
            case Settled settled -> format(settled);
            case Skipped(long sequence) -> order.skip(sequence);
            case Stamped(Manifest manifest) -> stamp = manifest;
            case TakeBack(Set<String> paths, Consumer<Map<String, Outcome.Failed>> taken) ->
                taken.accept(takeBackNow(paths));
            case End end -> {}
        }
        for (Settled next = order.poll(); next != null; next = order.poll()) {
            format(next);
        }
    }

    private Map<String, Outcome.Failed> takeBackNow(Set<String> paths) {
        write(); // what was settled before is to be found
        Map<String, Outcome.Failed> taken = output.takeBack(paths);
        order.replaceEarly(early -> {
            if (early.outcome() instanceof Outcome.Failed failed
                    && paths.contains(early.item().path())) {
                taken.put(early.item().path(), failed);
                return new Settled(early.item(), null);
            }
            return early;
        });
        return taken;
    }

    private void format(Settled settled) {
        switch (settled.outcome()) {
            case null -> {}
            case Outcome.Done done -> {
                output.request().format().append(csvBlock, settled.item(), done);
                blockRows += done.rows().size();
            }
            case Outcome.Failed failed -> FailureFormat.append(failuresBlock, settled.item(), failed);
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
        if (stamp != null) {
            stamp.write(output.request().files().manifest());
            stamp = null;
        }
    }
}
