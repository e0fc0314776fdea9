package io.facet.app.bench.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private static final long MILLISECOND = 1_000_000;

    private final Delays delays = new Delays();
    private final AtomicInteger posted = new AtomicInteger();

    @Test
    void a_quantile_is_the_delay_that_so_many_did_not_exceed() {
        for (int ms = 100; ms >= 1; ms--) {
            delays.add(ms * MILLISECOND);
        }
        assertThat(delays.count()).isEqualTo(100);
        assertThat(delays.quantileMillis(0.5)).isEqualTo(50);
        assertThat(delays.quantileMillis(0.9)).isEqualTo(90);
        assertThat(delays.quantileMillis(0.99)).isEqualTo(99);
        assertThat(delays.quantileMillis(1)).isEqualTo(100);
    }

    @Test
    void one_long_delay_among_few_is_the_99th_percentile() {
        delays.add(MILLISECOND);
        delays.add(2 * MILLISECOND);
        delays.add(700 * MILLISECOND);
        assertThat(delays.quantileMillis(0.5)).isEqualTo(2);
        assertThat(delays.quantileMillis(0.99)).isEqualTo(700);
    }

    @Test
    void of_nothing_there_is_no_delay() {
        assertThat(delays.quantileMillis(0.99)).isZero();
    }

    @Test
    void thousands_are_all_counted_and_fractions_of_a_millisecond_are_kept() {
        for (int i = 0; i < 5000; i++) {
            delays.add(MILLISECOND / 4);
        }
        assertThat(delays.count()).isEqualTo(5000);
        assertThat(delays.quantileMillis(1)).isEqualTo(0.25);
    }

    /** A thread that is held up owes an answer to everything that was posted meanwhile, not to the first alone. */
    @Test
    void all_that_is_posted_to_a_thread_that_is_held_up_counts() throws InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            CountDownLatch held = new CountDownLatch(1);
            DelayProbe probe = new DelayProbe(work -> {
                if (posted.incrementAndGet() == 6) {
                    held.countDown();
                }
                thread.execute(work);
            });
            thread.execute(() -> await(held));
            probe.measure(Duration.ofMillis(200));
            assertThat(probe.delays().count()).isEqualTo(posted.get() - 1); // the last one only ends it
            assertThat(probe.delays().quantileMillis(1)).isGreaterThanOrEqualTo(50);
            assertThat(probe.delays().quantileMillis(1.0 / posted.get())).isLessThan(50);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
