package io.facet.app.ui.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Reads numbers that somebody typed. Stateless. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]{1,12}(\\.[0-9]{0,12})?|\\.[0-9]{1,12})");

    private Numbers() {}

    /**
     * So many numbers with commas, semicolons or spaces between them; one stands for all. Empty if it is anything else.
     */
    static List<Double> of(String text, int count) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.strip().split("[,;\\s]+", -1)) {
            if (!DECIMAL.matcher(part).matches()) {
                return List.of();
            }
            numbers.add(Double.valueOf(part));
        }
        if (numbers.size() == 1) {
            return Collections.nCopies(count, numbers.getFirst());
        }
        return numbers.size() == count ? numbers : List.of();
    }
}
