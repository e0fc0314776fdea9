package io.facet.app.master.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an image has no row. */
public enum Reason {
    /** The pipeline looks for faces and found none: an answer, not an error. */
    NO_FACE,
    /** The file cannot be opened or decoded. */
    UNREADABLE,
    /** The file or the picture in it is over a limit. */
    TOO_LARGE,
    /** The model failed on it, on several slots. */
    MODEL_ERROR,
    /** Agents stopped or went silent again and again while they worked on it. */
    GAVE_UP;

    /** As written in the failures file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Reason> ofKey(String key) {
        return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
    }
}
