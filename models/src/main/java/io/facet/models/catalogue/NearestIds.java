package io.facet.models.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that a mistyped one was probably meant to be. */
public final class NearestIds {
    private static final int MOST = 3;

    private NearestIds() {}

    /**
     * Up to three names, nearest first: those that contain what was typed, and those that at most a third of the typed
     * letters (two at least) turn into. Empty if nothing is near.
     */
    public static List<String> of(String typed, Collection<String> names) {
        int reach = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= reach)
                .sorted(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    private static int distance(String typed, String name) {
        return typed.length() >= 3 && name.contains(typed) ? 1 : editDistance(typed, name);
    }

    /** Insertions, deletions and replacements that turn one text into the other (V. I. Levenshtein, 1966). */
    static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
