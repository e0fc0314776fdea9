package io.facet.app.master.output;

import java.util.Locale;

/** How a float is written in a row. */
public enum FloatText {
    /** The fewest digits that read back to the same float; no ".0", exponent as {@code 1e-7}. */
    SHORTEST {
        @Override
        void append(RowBytes out, float value) {
            // Float.toString gives the fewest digits since JDK 19 (JDK-4511638); only its notation is long-winded.
            StringBuilder text = out.text(value);
            int end = text.length();
            float size = Math.abs(value);
            // Float.toString writes an exponent outside of these bounds, and only there.
            boolean exponent = size != 0 && (size < 1e-3f || size >= 1e7f) && Float.isFinite(value);
            int digits = exponent ? text.indexOf("E") : end;
            boolean whole = text.charAt(digits - 1) == '0' && text.charAt(digits - 2) == '.';
            out.ascii(text, 0, whole ? digits - 2 : digits);
            if (exponent) {
                out.ascii('e');
                out.ascii(text, digits + 1, end);
            }
        }
    },
    /**
     * Six decimals, as the C++ ancestor of this format wrote them; loses precision. The same text as {@code
     * String.format("%.6f")} gives, half-way cases away from zero.
     */
    SIX_DECIMALS {
        @Override
        void append(RowBytes out, float value) {
            float size = Math.abs(value);
            if (!(size < EXACT)) {
                String text = String.format(Locale.ROOT, "%.6f", value);
                out.ascii(text, 0, text.length());
                return;
            }
            if (Float.floatToRawIntBits(value) < 0) {
                out.ascii('-');
            }
            // Exact: 24 bits of the float, and 14 of 1e6 beside its powers of two, fit into the 53 of a double.
            long millionths = Math.round(size * 1e6);
            out.digits(millionths / 1_000_000, 1);
            out.ascii('.');
            out.digits(millionths % 1_000_000, 6);
        }
    };

    /** Below it, millionths fit into a long. */
    private static final float EXACT = 9e12f;

    abstract void append(RowBytes out, float value);
}
