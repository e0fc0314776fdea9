package io.facet.agent.telemetry;

import io.facet.protocol.wire.GpuTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@code nvidia-smi} prints when it is asked for {@link #QUERY} in CSV without header and units. */
final class SmiOutput {
    static final String QUERY = "index,utilization.gpu,memory.used,memory.total";
    private static final int FIELDS = 4;
    private static final long MIB = 1 << 20;

    private SmiOutput() {}

    /** One entry per GPU; lines that are none are left out. */
    static List<GpuTelemetry> parse(List<String> lines) {
        List<GpuTelemetry> gpus = new ArrayList<>();
        for (String line : lines) {
            gpu(line).ifPresent(gpus::add);
        }
        return gpus;
    }

    private static Optional<GpuTelemetry> gpu(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        long index = number(fields[0]);
        if (index < 0 || index > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        // "[N/A]" and "[Not Supported]" stand where a GPU, or a part of one, does not say.
        long percent = number(fields[1]);
        long used = number(fields[2]);
        long total = number(fields[3]);
        return Optional.of(GpuTelemetry.newBuilder()
                .setIndex((int) index)
                .setLoad(percent < 0 ? -1 : Math.min(1, percent / 100.0))
                .setMemoryUsedBytes(Math.max(0, used) * MIB)
                .setMemoryTotalBytes(Math.max(0, total) * MIB)
                .build());
    }

    /** A whole number; -1 for anything else. */
    private static long number(String field) {
        String text = field.strip();
        return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : -1;
    }
}
