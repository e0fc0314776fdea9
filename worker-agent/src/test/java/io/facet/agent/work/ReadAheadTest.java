package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.testing.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {
    private static final long MB = 1 << 20;

    @Test
    void files_are_bounded_by_number() throws InterruptedException {
        ReadAhead ahead = ReadAhead.of(2, 100 * MB);
        ahead.acquire(1);
        ahead.acquire(1);
        Thread third = later(ahead, 1);

        ahead.release(1);
        third.join();
    }

    @Test
    void files_are_bounded_by_their_bytes() throws InterruptedException {
        ReadAhead ahead = ReadAhead.of(100, 10 * MB);
        ahead.acquire(6 * MB);
        Thread second = later(ahead, 6 * MB);

        ahead.release(6 * MB);
        second.join();
    }

    @Test
    void a_file_larger_than_the_bound_comes_alone() throws InterruptedException {
        ReadAhead ahead = ReadAhead.of(100, 10 * MB);
        ahead.acquire(500 * MB);
        Thread second = later(ahead, 2 * MB);

        ahead.release(500 * MB);
        second.join();
    }

    @Test
    void whoever_stops_waiting_takes_nothing_with_him() throws InterruptedException {
        ReadAhead ahead = ReadAhead.of(1, 10 * MB);
        ahead.acquire(6 * MB);
        ahead.release(6 * MB);
        ahead.kibibytes().acquire(ahead.most());
        Thread waiter = later(ahead, MB);
        waiter.interrupt();
        waiter.join();

        assertThat(ahead.files().availablePermits()).isEqualTo(1);
    }

    private static Thread later(ReadAhead ahead, long bytes) {
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                ahead.acquire(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Await.blocked(thread);
        return thread;
    }
}
