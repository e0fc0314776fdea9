package io.facet.app.ui.run;

/**
 * A line of a CSV, shortened for people. Immutable.
 *
 * @param number from 1
 */
record CsvLine(long number, String text) {
    /** Where the first field, the label, ends. */
    int labelEnd() {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return 0;
    }
}
