package io.facet.app.ui.run;

/**
 * A line of a CSV, shortened for people. Immutable.
 *
 * @param number from 1
 */
record CsvLine(long number, String text) {
    /** Where the first field, the label, ends. */
    int labelEnd() {
        return fieldEnd(0);
    }

    /** The same without label and path. */
    CsvLine without(String name) {
        int label = fieldEnd(0);
        int path = fieldEnd(label + 1);
        return new CsvLine(number, name + "," + name + (path == 0 ? "" : text.substring(path)));
    }

    /** Where the field that begins at {@code from} ends; 0 if that is not to be seen. */
    private int fieldEnd(int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
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
