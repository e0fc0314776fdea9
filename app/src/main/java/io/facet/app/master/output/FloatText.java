package io.facet.app.master.output;

/** How a float is written in a row. */
public enum FloatText {
    /** The shortest decimal that reads back to the same float; no ".0", exponent as {@code 1e-7}. */
    SHORTEST {
        @Override
        void append(RowBytes out, float value) {
            // Float.toString gives the shortest digits since JDK 19 (JDK-4511638); only its notation is long-winded.
            String text = Float.toString(value);
            int length = text.length();
            int exponent = text.indexOf('E');
            int end = exponent < 0 ? length : exponent;
            if (text.charAt(end - 1) == '0' && text.charAt(end - 2) == '.') {
                end -= 2;
            }
            out.ascii(text, 0, end);
            if (exponent >= 0) {
                out.ascii('e');
                out.ascii(text, exponent + 1, length);
            }
        }
    },
    /** Six decimals, as the C++ ancestor of this format wrote them; loses precision. */
    SIX_DECIMALS {
        @Override
        void append(RowBytes out, float value) {
            long scaled = Math.round(Math.abs((double) value) * 1e6);
            if (value < 0 && scaled != 0) {
                out.ascii('-');
            }
            String digits = Long.toString(scaled);
            String padded = "0".repeat(Math.max(0, 7 - digits.length())) + digits;
            int point = padded.length() - 6;
            out.ascii(padded, 0, point);
            out.ascii('.');
            out.ascii(padded, point, padded.length());
        }
    };

    abstract void append(RowBytes out, float value);
}
