package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a user reads when something is refused. */
final class Refusals {
    private Refusals() {}

    /** Fails unless {@code what} is refused with {@code code}, in one line. Returns the line. */
    static String refused(UserException.Code code, ThrowingCallable what) {
        UserException e = catchThrowableOfType(UserException.class, what);
        assertThat(e).as("refused").isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
        assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("null").endsWith(".");
        return e.getMessage();
    }
}
