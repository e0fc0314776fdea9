package io.facet.app.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Background background = new Background(waiting::add, Runnable::run, problems::add);

    @Test
    void work_with_a_name_is_unfinished_until_it_has_ended_in_any_way() {
        background.action(() -> {}).start();
        background.action(() -> {}).named("unfinished.export", "a.csv").start();
        background
                .action(() -> {
                    throw new IllegalStateException("for the test");
                })
                .named("unfinished.sample")
                .start();
        assertThat(background.unfinished())
                .containsExactlyInAnyOrder(
                        new Background.Unfinished("unfinished.export", List.of("a.csv")),
                        new Background.Unfinished("unfinished.sample", List.of()));
        waiting.forEach(Runnable::run);
        assertThat(background.unfinished()).isEmpty();
        assertThat(problems).hasSize(1);
    }

    @Test
    void what_does_not_start_is_not_unfinished() {
        Background closed = new Background(
                work -> {
                    throw new RejectedExecutionException();
                },
                Runnable::run,
                problems::add);
        closed.action(() -> {}).named("unfinished.sample").start();
        assertThat(closed.unfinished()).isEmpty();
    }
}
