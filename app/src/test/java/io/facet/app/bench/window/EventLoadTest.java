package io.facet.app.bench.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.master.watch.RunWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventLoadTest {
    private static final int IMAGES = 100_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final int A_SECOND = 20_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void images_are_lent_and_end_and_the_file_grows_by_a_row_for_each_that_is_done() throws IOException {
        RunWatch watch = new RunWatch(new ImageBoard());
        List<ImageItem> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            images.add(new ImageItem(i, "person/" + i + ".jpg", 1));
            watch.images().add(images.getLast().path(), 1);
        }
        Path file = folder.resolve("rows.csv");
        RehearsedRun run = new RehearsedRun();
        RehearsedFarm farm = new RehearsedFarm(new SplittableRandom(1));
        try (GrowingCsv csv = new GrowingCsv(file)) {
            try (EventLoad load = new EventLoad(watch, images, csv, run, farm, A_SECOND, Clock.systemUTC())) {
                load.start();
                await(() -> watch.images().count(ImageRow.State.DONE) > 1000
                        && run.snapshot().done() > 0);
                assertThat(farm.snapshot().slots()).isEqualTo(26);
            }
            csv.flush();
            assertThat(Files.readAllLines(file)).hasSize(1 + watch.images().count(ImageRow.State.DONE));
        }
        assertThat(watch.images().size()).isEqualTo(IMAGES);
        assertThat(watch.images().count(ImageRow.State.RUNNING)).isBetween(1, 512);
        assertThat(watch.events().since(-1)).isNotEmpty();
    }

    @Test
    void when_every_image_has_ended_the_run_begins_anew() throws IOException {
        RunWatch watch = new RunWatch(new ImageBoard());
        List<ImageItem> images = List.of(new ImageItem(0, "a/1.jpg", 1), new ImageItem(1, "a/2.jpg", 1));
        try (GrowingCsv csv = new GrowingCsv(folder.resolve("rows.csv"));
                EventLoad load = new EventLoad(
                        watch,
                        images,
                        csv,
                        new RehearsedRun(),
                        new RehearsedFarm(new SplittableRandom(1)),
                        A_SECOND,
                        Clock.systemUTC())) {
            load.start();
            await(() -> load.events() > 100);
            assertThat(watch.images().size()).isEqualTo(2);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }
}
