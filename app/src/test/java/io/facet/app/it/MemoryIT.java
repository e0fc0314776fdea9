package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How much memory a master takes, whatever the size of its dataset. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the largest resident memory of a process")
class MemoryIT {
    private static final int FILES = 200_000;
    private static final int PER_FOLDER = 50_000;
    private static final long MOST_KB = 350_000;

    @TempDir
    Path folder;

    Facet facet;

    @BeforeEach
    void start() {
        facet = new Facet(folder, "home");
    }

    @AfterEach
    void end() {
        facet.close();
    }

    @Test
    void a_master_of_200_000_files_stays_under_350_mb() throws IOException {
        Path dataset = linked();
        Facet.Running run = facet.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                folder.resolve("out.csv").toString(),
                "--pipeline",
                "noop",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "2");
        long[] peak = {0};
        Facet.await("the run is over", Duration.ofMinutes(3), () -> {
            peak[0] = Math.max(peak[0], peakKb(run.process().pid()));
            return !run.process().isAlive();
        });

        Facet.Result result = run.await();
        System.out.printf("A master of %,d files: %,d kB resident at most.%n", FILES, peak[0]);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("200,000 rows");
        assertThat(peak[0]).isBetween(1L, MOST_KB);
    }

    private Path linked() throws IOException {
        Path dataset = folder.resolve("dataset");
        Path first = null;
        for (int i = 0; i < FILES; i++) {
            Path label = dataset.resolve("label " + i / PER_FOLDER);
            if (i % PER_FOLDER == 0) {
                Files.createDirectories(label);
                first = Files.writeString(label.resolve("image-0000000.jpg"), "not decoded");
            } else {
                Files.createLink(label.resolve("image-%07d.jpg".formatted(i)), first);
            }
        }
        return dataset;
    }

    /** VmHWM; 0 once the process has ended. */
    private static long peakKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
