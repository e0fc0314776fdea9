package io.facet.app.master.verify;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Collects what differs: a million rows that differ in the same way are one finding. Not thread-safe. */
final class Findings {
    /** What happened over and over. */
    private static final class Tally {
        final String first;
        final LongFunction<String> many;
        long count = 1;

        Tally(String first, LongFunction<String> many) {
            this.first = first;
            this.many = many;
        }
    }

    private final List<Finding> single = new ArrayList<>();
    private final Map<Finding.Kind, Tally> tallies = new EnumMap<>(Finding.Kind.class);

    /** Something that is there once. */
    @FormatMethod
    void add(Finding.Kind kind, @FormatString String sentence, Object... values) {
        single.add(new Finding(kind, 1, String.format(Locale.ROOT, sentence, values)));
    }

    /**
     * Something in one place of many.
     *
     * @param many says how many places there are, as the beginning of a sentence
     * @param first describes this one, if it is the first, as the end of it
     */
    void tally(Finding.Kind kind, LongFunction<String> many, Supplier<String> first) {
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tallies.put(kind, new Tally(first.get(), many));
        } else {
            tally.count++;
        }
    }

    /** All of them, those of the whole file first. */
    List<Finding> list() {
        List<Finding> all = new ArrayList<>(single);
        tallies.forEach((kind, tally) -> all.add(
                new Finding(kind, tally.count, tally.many.apply(tally.count) + "; the first: " + tally.first + ".")));
        return all;
    }
}
