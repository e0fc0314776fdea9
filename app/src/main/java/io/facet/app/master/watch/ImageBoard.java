package io.facet.app.master.watch;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The images of a dataset, for tables of a million rows: about 100 bytes an image, path included. Thread-safe: written
 * by whoever scans and by the master's loop, read by windows at any time; no call holds another up for longer than it
 * takes to copy a few thousand numbers.
 *
 * <p>An image has an index from the moment it is added, in the order of adding, and keeps it for the life of the board.
 */
@SuppressWarnings("EnumOrdinal") // a byte in a column; it never leaves this process
public final class ImageBoard {
    private static final ImageRow.State[] STATES = ImageRow.State.values();
    private static final Reason[] REASONS = Reason.values();
    private static final int MOST_NAMES = 1 << 15;
    /** Messages may hold what is particular to an image; with more different ones, the failures file tells. */
    private static final int MOST_MESSAGES = 20_000;

    private static final String MORE_IN_FILE = "The failures file says why.";

    private final Object lock = new Object();
    private final PathTable paths = new PathTable();
    private final BoardColumns columns = new BoardColumns();
    private final LabelTally labels = new LabelTally();
    private final Names agents = new Names(MOST_NAMES);
    private final Names slots = new Names(MOST_NAMES);
    private final Names messages = new Names(MOST_MESSAGES);
    private final SequencedSet<Integer> running = new LinkedHashSet<>();
    private final int[] counts = new int[STATES.length];
    private IndexLog finished = new IndexLog();
    private IndexLog failed = new IndexLog();
    private boolean stale;
    private final AtomicLong version = new AtomicLong();

    // ---- written by whoever scans ---------------------------------------------------------------------------

    /** Adds an image that waits, or finds it if it is there. Returns its index. */
    public int add(String path, long size) {
        synchronized (lock) {
            int before = paths.size();
            int index = paths.add(path);
            if (index == before) {
                columns.grow(index);
                BoardColumns.Page page = columns.page(index);
                int row = BoardColumns.row(index);
                page.size[row] = size;
                page.label[row] = labels.number(ImageItem.label(path));
                labels.count(page.label[row], ImageRow.State.QUEUED, 1);
                counts[ImageRow.State.QUEUED.ordinal()]++;
                version.incrementAndGet();
            }
            return index;
        }
    }

    /** Every image waits again and nothing has happened to it: for a new run on the same dataset. */
    public void reset() {
        synchronized (lock) {
            for (int index = 0; index < paths.size(); index++) {
                columns.page(index).clear(BoardColumns.row(index));
            }
            Arrays.fill(counts, 0);
            counts[ImageRow.State.QUEUED.ordinal()] = paths.size();
            labels.reset();
            running.clear();
            finished = new IndexLog();
            failed = new IndexLog();
            stale = false;
            version.incrementAndGet();
        }
    }

    // ---- written by the master's loop -----------------------------------------------------------------------

    void kept(ImageItem item) {
        synchronized (lock) {
            change(add(item.path(), item.size()), ImageRow.State.KEPT);
        }
    }

    void leased(ImageItem item, String agentName, int attempt) {
        synchronized (lock) {
            int index = add(item.path(), item.size());
            BoardColumns.Page page = columns.page(index);
            int row = BoardColumns.row(index);
            page.agent[row] = (short) agents.number(agentName);
            page.slot[row] = 0;
            page.attempts[row] = (byte) Math.min(Byte.MAX_VALUE, attempt);
            change(index, ImageRow.State.RUNNING);
        }
    }

    void waits(ImageItem item) {
        synchronized (lock) {
            int index = add(item.path(), item.size());
            BoardColumns.Page page = columns.page(index);
            page.size[BoardColumns.row(index)] = item.size();
            page.message[BoardColumns.row(index)] = 0;
            change(index, ImageRow.State.QUEUED);
        }
    }

    /**
     * The image has ended.
     *
     * @param agentName of the agent that did it; empty leaves the one that had it last
     */
    void settled(ImageItem item, Outcome outcome, String agentName) {
        synchronized (lock) {
            int index = add(item.path(), item.size());
            BoardColumns.Page page = columns.page(index);
            int row = BoardColumns.row(index);
            switch (outcome) {
                case Outcome.Done done -> {
                    if (!agentName.isEmpty()) {
                        page.agent[row] = (short) agents.number(agentName);
                    }
                    page.slot[row] = (short) slots.number(done.by().slotId());
                    page.micros[row] = micros(done.by());
                    page.message[row] = 0;
                    change(index, ImageRow.State.DONE);
                }
                case Outcome.Failed failure -> {
                    page.attempts[row] = (byte) Math.min(Byte.MAX_VALUE, failure.attempts());
                    page.reason[row] = (byte) failure.reason().ordinal();
                    page.message[row] = messages.number(failure.message());
                    change(index, failure.reason() == Reason.NO_FACE ? ImageRow.State.NO_FACE : ImageRow.State.FAILED);
                }
            }
        }
    }

    private static int micros(Outcome.Worker by) {
        long sum = (long) by.fetchMicros() + by.decodeMicros() + by.queueMicros() + by.runMicros();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    private void change(int index, ImageRow.State next) {
        BoardColumns.Page page = columns.page(index);
        int row = BoardColumns.row(index);
        ImageRow.State before = STATES[page.state[row]];
        page.state[row] = (byte) next.ordinal();
        counts[before.ordinal()]--;
        counts[next.ordinal()]++;
        labels.count(page.label[row], before, -1);
        labels.count(page.label[row], next, 1);
        if (before == ImageRow.State.RUNNING && next != ImageRow.State.RUNNING) {
            running.remove(index);
        }
        if (page.finishedAt[row] != BoardColumns.NOWHERE) {
            page.finishedAt[row] = BoardColumns.NOWHERE; // what it is listed as is not so any more
            stale = true;
        }
        switch (next) {
            case RUNNING -> running.add(index);
            case DONE, NO_FACE, FAILED -> {
                page.finishedAt[row] = finished.size();
                finished.add(index);
                if (next == ImageRow.State.FAILED) {
                    failed.add(index);
                }
            }
            case QUEUED, KEPT -> {}
        }
        version.incrementAndGet();
    }

    // ---- read by windows ------------------------------------------------------------------------------------

    /** The index of an image; -1 if it is not there. */
    public int indexOf(String path) {
        synchronized (lock) {
            return paths.find(path);
        }
    }

    /** Images on the board. */
    public int size() {
        synchronized (lock) {
            return paths.size();
        }
    }

    /** Changes with every change; cheap, to be asked at every refresh. */
    public long version() {
        return version.get();
    }

    /**
     * The image at {@code index} as it stands now.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public ImageRow row(int index) {
        synchronized (lock) {
            Objects.checkIndex(index, paths.size());
            BoardColumns.Page page = columns.page(index);
            int row = BoardColumns.row(index);
            ImageRow.State state = STATES[page.state[row]];
            boolean without = state == ImageRow.State.FAILED || state == ImageRow.State.NO_FACE;
            return new ImageRow(
                    index,
                    paths.get(index),
                    labels.label(page.label[row]),
                    page.size[row],
                    state,
                    agents.text(page.agent[row]),
                    slots.text(page.slot[row]),
                    page.micros[row],
                    page.attempts[row],
                    without ? REASONS[page.reason[row]].key() : "",
                    without ? message(page.message[row]) : "");
        }
    }

    private String message(int number) {
        return number == 0 ? MORE_IN_FILE : messages.text(number);
    }

    /** The state alone, without making a row. */
    public ImageRow.State state(int index) {
        synchronized (lock) {
            Objects.checkIndex(index, paths.size());
            return STATES[columns.page(index).state[BoardColumns.row(index)]];
        }
    }

    /** Images in that state. */
    public int count(ImageRow.State state) {
        synchronized (lock) {
            return counts[state.ordinal()];
        }
    }

    /** Images by state, all counted at the same moment. */
    public Map<ImageRow.State, Integer> counts() {
        Map<ImageRow.State, Integer> all = new EnumMap<>(ImageRow.State.class);
        synchronized (lock) {
            for (ImageRow.State state : STATES) {
                all.put(state, counts[state.ordinal()]);
            }
        }
        return all;
    }

    /** The images that agents have now, those lent first in front. A copy: there are a few thousand at most. */
    public int[] running() {
        synchronized (lock) {
            return running.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /**
     * The images that ended in this run, or had failed before it, in the order in which they did: the newest last. Costs
     * nothing to make.
     */
    public IndexList finished() {
        synchronized (lock) {
            dropStale();
            return finished.view();
        }
    }

    /** Those of {@link #finished} that failed, those without a face not included. */
    public IndexList failed() {
        synchronized (lock) {
            dropStale();
            return failed.view();
        }
    }

    /** After failures were taken back: takes them out of the lists. */
    private void dropStale() {
        if (!stale) {
            return;
        }
        IndexLog all = new IndexLog();
        IndexLog failures = new IndexLog();
        for (int place = 0; place < finished.size(); place++) {
            int index = finished.get(place);
            BoardColumns.Page page = columns.page(index);
            int row = BoardColumns.row(index);
            if (page.finishedAt[row] == place) {
                page.finishedAt[row] = all.size();
                all.add(index);
                if (STATES[page.state[row]] == ImageRow.State.FAILED) {
                    failures.add(index);
                }
            }
        }
        finished = all;
        failed = failures;
        stale = false;
    }

    /** All labels in the order in which they were first met. */
    public List<LabelCount> labels() {
        synchronized (lock) {
            return labels.all();
        }
    }

    /**
     * Which images to look for.
     *
     * @param state in this state; null for any
     * @param label with this label; null for any
     * @param text contained in the path, whatever the case of letters; empty for any
     */
    public record Filter(
            ImageRow.@Nullable State state, @Nullable String label, String text) {}

    /** What images are sorted by. */
    public enum Sort {
        /** The order in which they were added. */
        INDEX,
        PATH,
        LABEL,
        STATE,
        AGENT,
        TIME,
        ATTEMPTS,
        SIZE
    }

    /**
     * The images that match, sorted; equals stay in the order of adding. Looks at every image: a fraction of a second for
     * a million, so not for a window's own thread.
     */
    public int[] find(Filter filter, Sort sort, boolean ascending) {
        int[] found = new BoardSearch(lock, paths, columns, labels).matching(filter);
        return new BoardSort(lock, paths, columns, labels, agents).sorted(found, sort, ascending);
    }
}
