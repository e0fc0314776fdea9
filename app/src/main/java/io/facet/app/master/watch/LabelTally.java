package io.facet.app.master.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts images by label and state. Guarded by its board. */
@SuppressWarnings("EnumOrdinal") // a byte in a column; it never leaves this process
final class LabelTally {
    private static final int STATES = ImageRow.State.values().length;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();

    int number(String label) {
        Integer known = numbers.get(label);
        if (known != null) {
            return known;
        }
        int next = labels.size();
        numbers.put(label, next);
        labels.add(label);
        counts.add(new int[STATES]);
        return next;
    }

    /** The number of a label; -1 if no image has it. */
    int find(String label) {
        return numbers.getOrDefault(label, -1);
    }

    String label(int number) {
        return labels.get(number);
    }

    /** So many images more of that label are in that state. */
    void count(int number, ImageRow.State state, int more) {
        counts.get(number)[state.ordinal()] += more;
    }

    /** Every image waits. */
    void reset() {
        for (int[] count : counts) {
            int total = Arrays.stream(count).sum();
            Arrays.fill(count, 0);
            count[ImageRow.State.QUEUED.ordinal()] = total;
        }
    }

    List<LabelCount> all() {
        List<LabelCount> all = new ArrayList<>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            int[] count = counts.get(i);
            all.add(new LabelCount(
                    labels.get(i),
                    Arrays.stream(count).sum(),
                    count[ImageRow.State.DONE.ordinal()]
                            + count[ImageRow.State.KEPT.ordinal()]
                            + count[ImageRow.State.NO_FACE.ordinal()],
                    count[ImageRow.State.FAILED.ordinal()]));
        }
        return List.copyOf(all);
    }

    /** By number, the place that the label has among all in alphabetical order. */
    int[] ranks() {
        List<String> sorted = new ArrayList<>(labels);
        sorted.sort(null);
        int[] ranks = new int[labels.size()];
        for (int place = 0; place < sorted.size(); place++) {
            ranks[numbers.getOrDefault(sorted.get(place), 0)] = place;
        }
        return ranks;
    }
}
