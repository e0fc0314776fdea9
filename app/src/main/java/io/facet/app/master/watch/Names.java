package io.facet.app.master.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives texts that occur again and again a small number each; 0 is the empty text. Guarded by its board. */
final class Names {
    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** Holds up to {@code most} texts; what comes after those is as good as empty. */
    Names(int most) {
        this.most = most;
        number("");
    }

    int number(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() >= most) {
            return 0;
        }
        int next = texts.size();
        texts.add(text);
        numbers.put(text, next);
        return next;
    }

    String text(int number) {
        return texts.get(number);
    }

    int size() {
        return texts.size();
    }

    /** By number, the place that the text has among all in alphabetical order. */
    int[] ranks() {
        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(null);
        int[] ranks = new int[texts.size()];
        for (int place = 0; place < sorted.size(); place++) {
            ranks[numbers.getOrDefault(sorted.get(place), 0)] = place;
        }
        return ranks;
    }
}
