package io.facet.app.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
    private final Deque<Runnable> window = new ArrayDeque<>();
    private final List<Watchdog.Freeze> told = new ArrayList<>();
    private long millis;
    private final Watchdog dog =
            new Watchdog(window::add, () -> TimeUnit.MILLISECONDS.toNanos(millis), Duration.ofMillis(250), told::add);

    private void after(long passed) {
        millis += passed;
        dog.look();
    }

    private void answer() {
        window.remove().run();
    }

    @Test
    void a_thread_that_answers_in_time_is_not_told_of() {
        for (int i = 0; i < 10; i++) {
            after(50);
            after(199);
            assertThat(window).hasSize(1);
            answer();
        }
        assertThat(told).isEmpty();
        assertThat(dog.longest().length()).isZero();
    }

    @Test
    void a_freeze_is_told_once_with_what_the_thread_does_and_the_next_one_again() {
        after(0);
        answer();
        after(50);
        after(249);
        assertThat(told).isEmpty();
        after(1);
        after(1000);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().length()).isEqualTo(Duration.ofMillis(250));
        assertThat(told.getFirst().stack()).contains("WatchdogTest.a_freeze_is_told_once");
        assertThat(window).as("one beat at a time").hasSize(1);
        millis += 500;
        answer();
        assertThat(dog.longest().length()).isEqualTo(Duration.ofMillis(1750));

        after(50);
        after(300);
        assertThat(told).hasSize(2);
        assertThat(dog.longest().length()).isEqualTo(Duration.ofMillis(1750));
    }

    @Test
    void a_freeze_that_goes_on_counts_as_long_as_it_has_lasted() {
        after(0);
        after(250);
        millis += 4000;
        assertThat(dog.longest().length()).isEqualTo(Duration.ofMillis(4250));
    }

    @Test
    @Timeout(20)
    void it_watches_by_itself_until_it_is_closed() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Watchdog real =
                        new Watchdog(thread, System::nanoTime, Duration.ofMillis(20), freeze -> seen.countDown())) {
            thread.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            real.start();
            seen.await();
            release.countDown();
        }
        assertThat(seen.getCount()).isZero();
    }

    @Test
    void it_is_on_in_a_build_and_wherever_it_is_asked_for(@TempDir Path folder) throws IOException {
        Path installed = Files.createDirectories(folder.resolve("installed").resolve("facet"));
        Path built = Files.createDirectories(folder.resolve("target").resolve("facet"));
        Files.createDirectories(built.resolveSibling("classes"));

        assertThat(Watchdog.wanted(null, installed)).isEmpty();
        assertThat(Watchdog.wanted(null, built)).contains(Watchdog.LIMIT);
        assertThat(Watchdog.wanted(null, null)).contains(Watchdog.LIMIT);
        assertThat(Watchdog.wanted("", installed)).contains(Watchdog.LIMIT);
        assertThat(Watchdog.wanted("true", installed)).contains(Watchdog.LIMIT);
        assertThat(Watchdog.wanted("1000", installed)).contains(Duration.ofSeconds(1));
        assertThat(Watchdog.wanted("0", built)).isEmpty();
    }
}
