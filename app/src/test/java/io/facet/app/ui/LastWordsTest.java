package io.facet.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
    @TempDir
    private Path folder;

    private final List<Throwable> ended = new ArrayList<>();

    private LastWords words() {
        return new LastWords(folder.resolve("last-words"), (thread, e) -> ended.add(e));
    }

    @Test
    @SuppressWarnings("resource") // a process without memory closes nothing
    void the_next_window_learns_that_this_one_ended_without_memory() throws IOException {
        LastWords first = words();
        assertThat(first.found()).isFalse();
        first.uncaughtException(Thread.currentThread(), new OutOfMemoryError("for the test"));
        assertThat(ended).hasSize(1);

        try (LastWords second = words()) {
            assertThat(second.found()).isTrue();
        }
        try (LastWords third = words()) {
            assertThat(third.found()).isFalse();
        }
    }

    @Test
    void any_other_error_is_handed_on_and_no_news_for_the_next_window() throws IOException {
        try (LastWords words = words()) {
            words.uncaughtException(Thread.currentThread(), new IllegalStateException("for the test"));
        }
        assertThat(ended).hasSize(1);
        try (LastWords next = words()) {
            assertThat(next.found()).isFalse();
        }
    }
}
