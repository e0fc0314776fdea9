package io.facet.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.ui.CannotStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FacetMainTest {
    private static final int TOUR = 7;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int withoutWindow(Throwable e) {
        return FacetMain.withoutWindow(e, new PrintStream(err, true, StandardCharsets.UTF_8), () -> TOUR);
    }

    @Test
    void a_window_that_fails_is_an_error_with_a_code_and_no_tour() {
        UserException cause = new UserException(UserException.Code.HISTORY, "The history\ncannot be read.");
        assertThat(withoutWindow(new RuntimeException("Exception in Application stop method", new CannotStart(cause))))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("facet: [history] The history cannot be read.");
    }

    @Test
    void where_no_display_can_be_opened_there_is_the_tour() {
        assertThat(withoutWindow(new RuntimeException(new UnsupportedOperationException("Unable to open DISPLAY"))))
                .isEqualTo(TOUR);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("facet: [no-display] ");
    }
}
