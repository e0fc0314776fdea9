package io.facet.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void linux_has_one_if_a_variable_names_it() {
        assertThat(new Display("Linux", Map.of("DISPLAY", ":0"), "").isThere()).isTrue();
        assertThat(new Display("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), "").isThere())
                .isTrue();
        assertThat(new Display("Linux", Map.of("DISPLAY", " "), "").isThere()).isFalse();
        assertThat(new Display("Linux", Map.of(), "").isThere()).isFalse();
    }

    @Test
    void windows_and_macos_have_one_unless_somebody_came_over_ssh() {
        assertThat(new Display("Windows 11", Map.of(), "").isThere()).isTrue();
        assertThat(new Display("Mac OS X", Map.of("SSH_CONNECTION", "a b c d"), "").isThere())
                .isFalse();
    }

    @Test
    void a_platform_that_was_asked_for_needs_none() {
        assertThat(new Display("Linux", Map.of(), "Headless").isThere()).isTrue();
    }
}
