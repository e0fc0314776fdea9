package io.facet.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.wire.GpuTelemetry;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SmiOutputTest {
    private static GpuTelemetry gpu(int index, double load, long usedMib, long totalMib) {
        return GpuTelemetry.newBuilder()
                .setIndex(index)
                .setLoad(load)
                .setMemoryUsedBytes(usedMib << 20)
                .setMemoryTotalBytes(totalMib << 20)
                .build();
    }

    @Test
    void each_line_is_a_gpu() {
        assertThat(SmiOutput.parse(List.of("0, 37, 1024, 81559", "1, 0, 0, 24576")))
                .containsExactly(gpu(0, 0.37, 1024, 81559), gpu(1, 0, 0, 24576));
    }

    @Test
    void what_a_gpu_does_not_say_is_not_known() {
        assertThat(SmiOutput.parse(List.of("0, [N/A], 4, 143771", "1, [Not Supported], [N/A], [N/A]")))
                .containsExactly(gpu(0, -1, 4, 143771), gpu(1, -1, 0, 0));
    }

    @Test
    void lines_that_are_no_gpu_are_left_out() {
        assertThat(SmiOutput.parse(List.of(
                        "",
                        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
                        "1, 2, 3",
                        "1, 2, 3, 4, 5",
                        "x, 2, 3, 4",
                        "-1, 2, 3, 4",
                        "99999999999, 2, 3, 4")))
                .isEmpty();
    }

    @Property
    void any_text_is_read_without_an_error(@ForAll String line) {
        assertThat(SmiOutput.parse(line.lines().toList())).allMatch(gpu -> gpu.getLoad() <= 1);
    }
}
