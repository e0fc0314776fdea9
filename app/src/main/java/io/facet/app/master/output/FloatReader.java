package io.facet.app.master.output;

import java.nio.charset.StandardCharsets;

/**
 * Reads a float from decimal text, as {@link Float#parseFloat} does and to the same bit, without a string for each of
 * half a billion numbers.
 *
 * <p>A whole number below 2^53 times or by a power of ten up to 10^22 is one rounding of exact doubles (Clinger 1990);
 * rounding that once more to a float is right unless the double lies exactly between two floats.
 */
final class FloatReader {
    private static final int MOST_DIGITS = 18;
    private static final long EXACT = 1L << 53;
    private static final double[] TENS = new double[23];
    /** Bits of a double that a float does not have, and what they are half-way between two floats. */
    private static final long EXTRA = (1L << 29) - 1;

    private static final long HALF_WAY = 1L << 28;

    static {
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = Double.parseDouble("1e" + i);
        }
    }

    private FloatReader() {}

    /**
     * The number in {@code text} from {@code from} to before {@code to}.
     *
     * @throws NumberFormatException if there is anything but a decimal number, NaN or Infinity
     */
    static float parse(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (at < to && text[at] == '+')) {
            at++;
        }
        long whole = 0;
        int digits = 0;
        int point = -1;
        for (; at < to; at++) {
            byte c = text[at];
            if (c >= '0' && c <= '9') {
                whole = whole * 10 + (c - '0');
                digits++;
            } else if (c == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
        }
        if (at < to || digits == 0 || digits > MOST_DIGITS) {
            return withExponent(text, from, to, at, negative, whole, digits, point);
        }
        return exact(text, from, to, negative, whole, point < 0 ? 0 : point - digits);
    }

    /** What is left after the digits: an exponent of a few digits, or something rarer. */
    private static float withExponent(
            byte[] text, int from, int to, int end, boolean negative, long whole, int digits, int point) {
        int at = end;
        if (digits == 0 || digits > MOST_DIGITS || (text[at] | ' ') != 'e') {
            return slow(text, from, to);
        }
        at++;
        boolean down = at < to && text[at] == '-';
        if (down) {
            at++;
        }
        if (at == to || to - at > 2) {
            return slow(text, from, to);
        }
        int exponent = 0;
        for (; at < to; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return slow(text, from, to);
            }
            exponent = exponent * 10 + (text[at] - '0');
        }
        return exact(text, from, to, negative, whole, (down ? -exponent : exponent) + (point < 0 ? 0 : point - digits));
    }

    private static float exact(byte[] text, int from, int to, boolean negative, long whole, int power) {
        if (whole >= EXACT || power <= -TENS.length || power >= TENS.length) {
            return slow(text, from, to);
        }
        double value = power < 0 ? whole / TENS[-power] : whole * TENS[power];
        boolean roundsTwice = (Double.doubleToRawLongBits(value) & EXTRA) == HALF_WAY || value < Float.MIN_NORMAL;
        if (roundsTwice && whole != 0) {
            return slow(text, from, to);
        }
        return (float) (negative ? -value : value);
    }

    /** Java's own reader, for what is written in no other way than ours. */
    private static float slow(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        boolean ours = text.equals("NaN")
                || text.equals("Infinity")
                || text.equals("-Infinity")
                || text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
        if (!ours) {
            throw new NumberFormatException(text);
        }
        return Float.parseFloat(text);
    }
}
