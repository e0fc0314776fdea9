package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedInOrderTest {
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable good(String name) {
        return () -> closed.add(name);
    }

    private AutoCloseable bad(String name) {
        return () -> {
            closed.add(name);
            throw new IOException(name);
        };
    }

    @Test
    void what_fails_keeps_nothing_else_open() {
        Throwable thrown = ClosedInOrder.close(Arrays.asList(bad("master"), null, good("history"), bad("lock")));
        assertThat(closed).containsExactly("master", "history", "lock");
        assertThat(thrown)
                .hasMessage("master")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void nothing_is_thrown_if_all_goes_well() {
        assertThat(ClosedInOrder.close(List.of(good("a"), good("b")))).isNull();
        assertThat(closed).containsExactly("a", "b");
    }
}
