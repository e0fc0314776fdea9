package io.facet.models.yaml;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A single value, as it is written in the text.
 *
 * <p>The reading methods throw a {@link YamlProblem} that says what is wrong and what would be right.
 */
public record YamlScalar(String label, String text, int line) implements YamlNode {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?");

    /** A text on one line, of 1 to {@code max} characters. */
    public String text(int max) {
        if (text.isBlank()) {
            throw problem("has no value");
        }
        if (text.length() > max) {
            throw problem("has " + text.length() + " characters; at most " + max + " are allowed");
        }
        if (!text.codePoints().allMatch(Quoted::isPrintable)) {
            throw problem("must be plain text on one line (a long one may be folded: \"" + label + ": >-\")");
        }
        return text;
    }

    /** A text that matches the pattern as a whole; {@code what} completes the sentence "… must be". */
    public String matching(Pattern pattern, String what) {
        if (!pattern.matcher(text).matches()) {
            throw problem("is " + Quoted.of(text) + " but must be " + what);
        }
        return text;
    }

    /** A whole number from {@code min} to {@code max}. */
    public long integer(long min, long max) {
        if (INTEGER.matcher(text).matches()) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw problem("is " + Quoted.of(text) + " but must be a whole number from " + min + " to " + max);
    }

    /** A number from {@code min} to {@code max}; never infinite, never NaN. */
    public double number(double min, double max) {
        if (DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw problem("is " + Quoted.of(text) + " but must be a number from " + plain(min) + " to " + plain(max));
    }

    /** One of an enum's constants, written as {@link #spelling} writes it. */
    public <E extends Enum<E>> E choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> spelling(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> problem("is " + Quoted.of(text) + " but must be one of "
                        + Arrays.stream(constants).map(YamlScalar::spelling).collect(Collectors.joining(", "))));
    }

    /** An enum's constant as users write it: lower case, with hyphens. */
    public static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
