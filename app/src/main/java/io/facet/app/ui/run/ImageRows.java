package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.ui.common.Background;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table of images: as many places as images match, each of them drawn from the board at the moment at
 * which it is seen. What stands where is worked out away from the window's thread. Confined to the window's thread.
 */
final class ImageRows {
    /** After an order that took so long to make, the next one waits this many times as long. */
    private static final int REST = 5;

    private final Background background;
    private final LongSupplier nanoTime;
    private final Places places = new Places();
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<WeakReference<RowCell>> cells = new ArrayList<>();
    private ImageBoard board = new ImageBoard();
    private RowQuery query = RowQuery.ALL;
    private int[] order = {};
    private long seenVersion = -1;
    private long notBefore;
    private boolean working;
    private boolean wanted;
    private boolean held;
    private int selected = -1;

    /** An order, of which state of the board, and how long it took to make. */
    private static final class Made {
        final int[] order;
        final long version;
        final long nanos;

        Made(int[] order, long version, long nanos) {
            this.order = order;
            this.version = version;
            this.nanos = nanos;
        }
    }

    ImageRows(Background background, LongSupplier nanoTime) {
        this.background = background;
        this.nanoTime = nanoTime;
    }

    ObservableList<Integer> places() {
        return places;
    }

    /** Told when what is drawn may be out of date. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Draws the cell whenever that is called for, as long as the table keeps it. */
    void keepDrawn(RowCell cell) {
        cells.add(new WeakReference<>(cell));
    }

    /** Draws all that is to be seen. */
    void draw() {
        listeners.forEach(Runnable::run);
        cells.removeIf(reference -> {
            RowCell cell = reference.get();
            if (cell != null) {
                cell.draw();
            }
            return cell == null;
        });
    }

    RowQuery query() {
        return query;
    }

    ImageBoard board() {
        return board;
    }

    /** The image in a place as it stands now; null if there is no such place any more. */
    @Nullable
    ImageRow row(int place) {
        return place >= 0 && place < order.length ? board.row(order[place]) : null;
    }

    /** Counts for the filter. */
    Map<ImageRow.State, Integer> counts() {
        return board.counts();
    }

    /** Shows another dataset. */
    void show(ImageBoard next) {
        if (next != board) {
            board = next;
            selected = -1;
            held = false;
            again();
        }
    }

    /** Asks for other images or another order. */
    void ask(RowQuery next) {
        if (!next.equals(query)) {
            query = next;
            held = false;
            again();
        }
    }

    /** Whether rows keep their places although the run goes on, because somebody reads them. */
    void hold(boolean value) {
        if (held != value) {
            held = value;
            if (!value) {
                again();
            }
        }
    }

    boolean held() {
        return held;
    }

    /** The image in that place stays selected wherever it goes; -1 for none. */
    void select(int place) {
        selected = place >= 0 && place < order.length ? order[place] : -1;
    }

    /** The place of the selected image; -1 if there is none. */
    int selectedPlace() {
        return place(order, selected);
    }

    private void again() {
        wanted = true;
        refresh();
    }

    /** Takes over how things stand. */
    void refresh() {
        boolean changed = board.version() != seenVersion;
        boolean due = changed && !held && nanoTime.getAsLong() - notBefore >= 0;
        boolean begins = !working && (wanted || due);
        if (changed && !begins) {
            draw(); // else that is done in a moment, with the new order
        }
        if (begins) {
            wanted = false;
            working = true;
            work(board, query);
        }
    }

    private void work(ImageBoard asked, RowQuery which) {
        background
                .task(() -> {
                    long start = nanoTime.getAsLong();
                    long version = asked.version();
                    int[] made = which.run(asked);
                    return new Made(made, version, nanoTime.getAsLong() - start);
                })
                .onSuccess(made -> {
                    if (asked == board && which.equals(query)) {
                        take(made);
                    } else {
                        wanted = true;
                    }
                })
                .andFinally(() -> working = false)
                .start();
    }

    private void take(Made made) {
        order = made.order;
        seenVersion = made.version;
        notBefore = nanoTime.getAsLong() + REST * made.nanos;
        places.resize(order.length);
        draw();
    }

    private static int place(int[] order, int index) {
        if (index >= 0) {
            for (int place = 0; place < order.length; place++) {
                if (order[place] == index) {
                    return place;
                }
            }
        }
        return -1;
    }
}
