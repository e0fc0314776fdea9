package io.facet.models.store;

import io.facet.models.ModelException.Code;
import java.io.IOException;

/** What an address answered will be the same next time. */
final class NoRetry extends IOException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    NoRetry(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
