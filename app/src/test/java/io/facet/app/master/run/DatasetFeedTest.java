package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.master.MemoryFolder;
import io.facet.app.master.scan.ScanEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatasetFeedTest {
    @TempDir(factory = MemoryFolder.class)
    Path root;

    private void images(int count) throws IOException {
        Path first = Files.writeString(root.resolve(name(0)), "x");
        for (int i = 1; i < count; i++) {
            Files.createLink(root.resolve(name(i)), first);
        }
    }

    private static void ignore() {}

    private static String name(int i) {
        return "%06d.jpg".formatted(i);
    }

    @Test
    void everythingComesInOrderToWhoeverWaitsForTheSignal() throws Exception {
        images(10_000);
        for (int round = 0; round < 5; round++) {
            Semaphore more = new Semaphore(0);
            List<String> found = new ArrayList<>();
            try (DatasetFeed feed = new DatasetFeed(root, more::release)) {
                feed.start();
                while (!feed.exhausted()) {
                    assertThat(more.tryAcquire(30, TimeUnit.SECONDS))
                            .as("a signal")
                            .isTrue();
                    for (ScanEntry entry = feed.poll(); entry != null; entry = feed.poll()) {
                        found.add(entry.item().path());
                    }
                }
                assertThat(feed.poll()).isNull();
            }
            assertThat(found)
                    .isEqualTo(IntStream.range(0, 10_000)
                            .mapToObj(DatasetFeedTest::name)
                            .toList());
        }
    }

    @Test
    void signalsAreFewWhenNobodyHasAskedInVain() throws Exception {
        images(1000);
        Semaphore more = new Semaphore(0);
        try (DatasetFeed feed = new DatasetFeed(root, more::release)) {
            feed.start();
            awaitCounted(feed, 1000);
            assertThat(feed.awaitFirst()).isTrue();
            assertThat(more.tryAcquire(2, 30, TimeUnit.SECONDS))
                    .as("one for the first, one for the end")
                    .isTrue();
            assertThat(more.tryAcquire()).isFalse();
        }
    }

    @Test
    void scanGoesNoFurtherAheadThanItsQueue() throws Exception {
        images(6000);
        try (DatasetFeed feed = new DatasetFeed(root, DatasetFeedTest::ignore)) {
            feed.start();
            awaitCounted(feed, 6000);
            for (int i = 0; i < 6000; i++) {
                Files.delete(root.resolve(name(i)));
            }
            List<ScanEntry> entries = new ArrayList<>();
            while (!feed.exhausted()) {
                ScanEntry entry = feed.poll();
                if (entry == null) {
                    Thread.onSpinWait();
                } else {
                    entries.add(entry);
                }
            }
            assertThat(entries).hasSize(6000);
            long scannedBefore =
                    entries.stream().filter(ScanEntry.Image.class::isInstance).count();
            assertThat(scannedBefore).isBetween(1L, 2049L);
        }
    }

    private static void awaitCounted(DatasetFeed feed, int count) {
        while (!feed.countComplete()) {
            Thread.onSpinWait();
        }
        assertThat(feed.counted()).isEqualTo(count);
    }

    @Test
    void datasetWithoutImagesHasNoFirst() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("notes.txt"), "x");
        try (DatasetFeed feed = new DatasetFeed(root, DatasetFeedTest::ignore)) {
            feed.start();
            assertThat(feed.awaitFirst()).isFalse();
            assertThat(feed.exhausted()).isTrue();
        }
    }

    @Test
    void datasetOfOneIsNotEmptyAlthoughTheScanIsOver() throws Exception {
        images(1);
        try (DatasetFeed feed = new DatasetFeed(root, DatasetFeedTest::ignore)) {
            feed.start();
            awaitCounted(feed, 1);
            assertThat(feed.awaitFirst()).isTrue();
            assertThat(feed.exhausted()).isFalse();
            assertThat(feed.poll()).isNotNull();
            awaitEnd(feed);
        }
    }

    private static void awaitEnd(DatasetFeed feed) {
        while (!feed.exhausted()) {
            assertThat(feed.poll()).isNull();
        }
    }

    @Test
    void closingWakesWhoeverWaitsForTheFirst() throws Exception {
        DatasetFeed feed = new DatasetFeed(root, DatasetFeedTest::ignore); // not started: there never is a first
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(feed::awaitFirst);
        feed.close();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void closingEndsAScanThatWaitsForRoom() throws Exception {
        images(3000);
        Semaphore more = new Semaphore(0);
        DatasetFeed feed = new DatasetFeed(root, more::release);
        feed.start();
        assertThat(feed.awaitFirst()).isTrue();
        assertThat(more.tryAcquire(30, TimeUnit.SECONDS)).as("the first").isTrue();
        feed.close();
        assertThat(more.tryAcquire(30, TimeUnit.SECONDS)).as("the end").isTrue();
        for (ScanEntry entry = feed.poll(); entry != null; entry = feed.poll()) {
            assertThat(entry.item().size()).isEqualTo(1);
        }
        assertThat(feed.exhausted()).as("the dataset has more than was read").isFalse();
    }

    @Test
    void closedFeedHasNotReadTheWholeDataset() throws Exception {
        images(3);
        Semaphore more = new Semaphore(0);
        DatasetFeed feed = new DatasetFeed(root, more::release);
        feed.close();
        feed.start();
        assertThat(more.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        while (feed.poll() != null) {
            assertThat(feed.awaitFirst()).isFalse();
        }
        assertThat(feed.exhausted()).isFalse();
    }

    @Test
    void whatIsNoFolderIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(root.resolve("x.jpg"), "x");
        assertThat(refused(root.resolve("no"))).startsWith("There is no folder");
        assertThat(refused(file)).contains("is a file");
    }

    private static String refused(Path root) {
        UserException e =
                catchThrowableOfType(UserException.class, () -> new DatasetFeed(root, DatasetFeedTest::ignore).close());
        assertThat(e.code()).isEqualTo(UserException.Code.DATASET_MISSING);
        return e.getMessage();
    }
}
