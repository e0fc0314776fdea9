package io.facet.app.master.verify;

import java.util.Locale;

/**
 * Something in an output that is not as its manifest says.
 *
 * @param kind what
 * @param count how often; 1 for what can be there once only
 * @param sentence for the user, in one line, with the first place where it was found
 */
public record Finding(Kind kind, long count, String sentence) {

    /** What may differ. The name in lower case with hyphens is the stable code that users and scripts see. */
    public enum Kind {
        /** The manifest names no digest of the model, or none of the file of a finished run. */
        MANIFEST,
        /** Bytes of the CSV. */
        SHA256,
        /** Names of the columns. */
        HEADER,
        /** Numbers in a row. */
        DIMENSION,
        /** Number of rows. */
        ROWS,
        /** A record that is no row. */
        RECORD,
        /** What follows the last whole record. */
        TORN,
        /** Numbers that are not finite. */
        NOT_FINITE,
        /** Vectors that should have length 1. */
        NOT_UNIT,
        /** Two rows of one image. */
        PATH_TWICE,
        /** A row of an image that has failed. */
        PATH_IN_BOTH,
        /** Something about the failures file. */
        FAILURES;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
