package io.facet.agent.telemetry;

import io.facet.protocol.wire.GpuTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load and memory of this computer's NVIDIA GPUs, as the driver's own program says, asked every two seconds on a thread
 * of its own while there is a reason to. If that program is missing or fails, nothing is known and nothing else
 * happens. Thread-safe; closed by its maker.
 */
public final class GpuStats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GpuStats.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 64 << 10;
    /** Failures in a row after which it is asked no more: it will not learn to. */
    private static final int FAILURES = 5;

    private final BooleanSupplier wanted;
    private final List<String> command;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("facet-gpu-stats").daemon().factory());
    private volatile List<GpuTelemetry> latest = List.of();
    private int failures;

    /**
     * Asks the program in the search path.
     *
     * @param wanted whether anybody wants to know, such as while there is a slot on a GPU
     */
    public GpuStats(BooleanSupplier wanted) {
        this(wanted, List.of("nvidia-smi"), EVERY);
    }

    GpuStats(BooleanSupplier wanted, List<String> program, Duration every) {
        this.wanted = wanted;
        this.command = Stream.concat(
                        program.stream(), Stream.of("--query-gpu=" + SmiOutput.QUERY, "--format=csv,noheader,nounits"))
                .toList();
        var _ = timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is known, by GPU; empty if nothing is. */
    public List<GpuTelemetry> latest() {
        return latest;
    }

    private void look() {
        if (failures >= FAILURES || !wanted.getAsBoolean()) {
            latest = List.of();
            return;
        }
        try {
            latest = SmiOutput.parse(ask());
            failures = 0;
        } catch (IOException | RuntimeException e) {
            latest = List.of();
            failures++;
            LOG.debug("{}: {}", command.getFirst(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> ask() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            // A driver that hangs must not hang this thread for ever: the end of the program ends the reading.
            var _ = process.onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return process;
                    });
            byte[] output = process.getInputStream().readNBytes(MOST_BYTES);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException("it ended with an error or not at all");
            }
            return new String(output, StandardCharsets.UTF_8).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
