package io.facet.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.testing.Await;
import io.facet.protocol.wire.GpuTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class GpuStatsTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    /** A program that notes its arguments and does that. */
    private List<String> program(String what) throws IOException {
        Path script = folder.resolve("smi.sh");
        Files.writeString(script, "echo \"$@\" >> " + folder.resolve("asked") + "\n" + what + "\n");
        return List.of("sh", script.toString());
    }

    private long asked() {
        try {
            Path file = folder.resolve("asked");
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void it_knows_what_the_program_says() throws IOException {
        try (GpuStats stats = new GpuStats(() -> true, program("echo '0, 50, 10, 20'"), OFTEN)) {
            Await.until("a figure", () -> !stats.latest().isEmpty());
            assertThat(stats.latest()).extracting(GpuTelemetry::getLoad).containsExactly(0.5);
        }
        assertThat(Files.readAllLines(folder.resolve("asked")).getFirst())
                .isEqualTo("--query-gpu=index,utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits");
    }

    @Test
    void nobody_is_asked_while_there_is_no_slot_on_a_gpu() throws IOException {
        AtomicBoolean wanted = new AtomicBoolean(true);
        try (GpuStats stats = new GpuStats(wanted::get, program("echo '0, 50, 10, 20'"), OFTEN)) {
            Await.until("a figure", () -> !stats.latest().isEmpty());
            wanted.set(false);
            Await.until("it forgets", () -> stats.latest().isEmpty());
        }
    }

    @Test
    void a_program_that_fails_again_and_again_is_asked_no_more() throws IOException {
        try (GpuStats stats = new GpuStats(() -> true, program("echo '0, 50, 10, 20'; exit 9"), OFTEN)) {
            Await.until("five tries", () -> asked() == 5);
            long end = System.nanoTime() + OFTEN.toNanos() * 10;
            Await.until("ten times the pause", () -> System.nanoTime() > end);
            assertThat(asked()).isEqualTo(5);
            assertThat(stats.latest()).isEmpty();
        }
    }

    @Test
    void a_program_that_is_not_there_costs_nothing() {
        AtomicBoolean looked = new AtomicBoolean();
        try (GpuStats stats = new GpuStats(
                () -> {
                    looked.set(true);
                    return true;
                },
                List.of(folder.resolve("missing").toString()),
                OFTEN)) {
            Await.until("it has looked", looked::get);
            assertThat(stats.latest()).isEmpty();
        }
    }
}
