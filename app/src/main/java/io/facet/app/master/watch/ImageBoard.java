package io.facet.app.master.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images of a dataset, for tables of a million rows: about 100 bytes an image, path included. Thread-safe: written
 * by whoever scans and by the master's loop, read by windows at any time; no call holds another up for longer than it
 * takes to copy a few thousand numbers.
 *
 * <p>An image has an index from the moment it is added, in the order of adding, and keeps it for the life of the board.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ImageBoard {
    /** Adds an image that waits, or finds it if it is there. Returns its index. */
    public int add(String path, long size) {
        throw new UnsupportedOperationException();
    }

    /** The index of an image; -1 if it is not there. */
    public int indexOf(String path) {
        throw new UnsupportedOperationException();
    }

    /** Images on the board. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** Changes with every change; cheap, to be asked at every refresh. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    /**
     * The image at {@code index} as it stands now.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public ImageRow row(int index) {
        throw new UnsupportedOperationException();
    }

    /** The state alone, without making a row. */
    public ImageRow.State state(int index) {
        throw new UnsupportedOperationException();
    }

    /** Images in that state. */
    public int count(ImageRow.State state) {
        throw new UnsupportedOperationException();
    }

    /** The images that agents have now, those lent first in front. A copy: there are a few thousand at most. */
    public int[] running() {
        throw new UnsupportedOperationException();
    }

    /** The images that ended in this run, in the order in which they did: the newest last. Costs nothing to make. */
    public IndexList finished() {
        throw new UnsupportedOperationException();
    }

    /** Those of {@link #finished} that failed, those without a face not included. */
    public IndexList failed() {
        throw new UnsupportedOperationException();
    }

    /** All labels in the order in which they were first met. */
    public List<LabelCount> labels() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** Every image waits again and nothing has happened to it: for a new run on the same dataset. */
    public void reset() {
        throw new UnsupportedOperationException();
    }
}
