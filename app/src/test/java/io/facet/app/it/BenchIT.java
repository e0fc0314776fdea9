package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process can only be ended there, not asked to end")
    void a_measurement_that_is_interrupted_leaves_nothing_behind() {
        Facet.Running bench = facet.start("facet", "bench", "run", "--images", "4", "--size", "32", "--rows", "0");
        Facet.await(
                "the model is written",
                Duration.ofSeconds(60),
                () -> left().stream().anyMatch(file -> file.endsWith("bench.onnx")));

        bench.process().destroy();
        bench.await();

        assertThat(left()).isEmpty();
    }

    /** What lies in the folders of measurements. */
    private List<Path> left() {
        Path all = facet.home().resolve("cache").resolve("bench");
        try (Stream<Path> files = Files.exists(all) ? Files.walk(all) : Stream.empty()) {
            return files.filter(file -> !file.equals(all)).toList();
        } catch (UncheckedIOException | IOException changing) {
            return List.of(all);
        }
    }
}
