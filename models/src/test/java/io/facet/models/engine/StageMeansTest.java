package io.facet.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StageMeansTest {
    private Instant now = Instant.parse("2026-11-20T00:00:00Z");
    private final StageMeans means = new StageMeans(Duration.ofSeconds(10), () -> now);

    @Test
    void withoutImagesThereIsNoTime() {
        assertThat(means.mean()).isEqualTo(StageTimings.NONE);
    }

    @Test
    void theMeanIsOverTheImagesOfTheWindow() {
        means.add(new StageTimings(10, 100, 1000, 4));
        now = now.plusSeconds(5);
        means.add(new StageTimings(30, 300, 3000, 8));

        assertThat(means.mean()).isEqualTo(new StageTimings(20, 200, 2000, 6));
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        means.add(new StageTimings(1000, 1000, 1000, 1000));
        now = now.plusSeconds(9);
        means.add(new StageTimings(2, 2, 2, 2));
        assertThat(means.mean().fetch()).isEqualTo(501);

        now = now.plusSeconds(1);
        assertThat(means.mean()).isEqualTo(new StageTimings(2, 2, 2, 2));
        now = now.plusSeconds(100);
        assertThat(means.mean()).isEqualTo(StageTimings.NONE);
    }

    @Test
    void manyThreadsMayAddAtOnce() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                int value = 2 * t;
                threads.execute(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        means.add(new StageTimings(value, value, value, value));
                    }
                });
            }
        }
        assertThat(means.mean()).isEqualTo(new StageTimings(3, 3, 3, 3));
    }
}
