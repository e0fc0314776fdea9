package io.facet.app.master.watch;

import java.util.Arrays;
import java.util.Comparator;

/** Sorts rows of a board by one of its columns, holding it up for a moment at a time. Not thread-safe; for one sorting. */
final class BoardSort {
    private static final int BLOCK = 8192;

    private final Object lock;
    private final PathTable paths;
    private final BoardColumns columns;
    private final LabelTally labels;
    private final Names agents;

    BoardSort(Object lock, PathTable paths, BoardColumns columns, LabelTally labels, Names agents) {
        this.lock = lock;
        this.paths = paths;
        this.columns = columns;
        this.labels = labels;
        this.agents = agents;
    }

    /** The rows, which come in ascending order, in another. */
    int[] sorted(int[] rows, ImageBoard.Sort sort, boolean ascending) {
        return switch (sort) {
            case INDEX -> ascending ? rows : reversed(rows);
            case PATH -> byPath(rows, ascending);
            case LABEL, STATE, AGENT, TIME, ATTEMPTS, SIZE -> byNumber(rows, sort, ascending);
        };
    }

    private static int[] reversed(int[] rows) {
        int[] reversed = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            reversed[i] = rows[rows.length - 1 - i];
        }
        return reversed;
    }

    private int[] byPath(int[] rows, boolean ascending) {
        PathView view;
        synchronized (lock) {
            view = paths.view();
        }
        Comparator<Integer> order = view::compare;
        Integer[] boxed = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.parallelSort(boxed, ascending ? order : order.reversed());
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    /** Numbers of 31 bits in front of the index in one long each: sorting those is stable and needs no objects. */
    private int[] byNumber(int[] rows, ImageBoard.Sort sort, boolean ascending) {
        long[] keys = new long[rows.length];
        int[] ranks;
        synchronized (lock) {
            ranks = sort == ImageBoard.Sort.LABEL ? labels.ranks() : agents.ranks();
        }
        for (int from = 0; from < rows.length; from += BLOCK) {
            synchronized (lock) {
                for (int i = from; i < Math.min(rows.length, from + BLOCK); i++) {
                    int value = value(rows[i], sort, ranks);
                    keys[i] = ((long) (ascending ? value : Integer.MAX_VALUE - value) << Integer.SIZE) | rows[i];
                }
            }
        }
        Arrays.parallelSort(keys);
        int[] sorted = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    private int value(int index, ImageBoard.Sort sort, int[] ranks) {
        BoardColumns.Page page = columns.page(index);
        int row = BoardColumns.row(index);
        return switch (sort) {
            case LABEL -> rank(page.label[row], ranks);
            case AGENT -> rank(page.agent[row], ranks);
            case STATE -> page.state[row];
            case TIME -> page.micros[row];
            case ATTEMPTS -> page.attempts[row];
            case SIZE -> (int) Math.min(Integer.MAX_VALUE, page.size[row]);
            case INDEX, PATH -> index;
        };
    }

    /** What was met after the ranks were made comes last. */
    private static int rank(int number, int[] ranks) {
        return number < ranks.length ? ranks[number] : Integer.MAX_VALUE;
    }
}
