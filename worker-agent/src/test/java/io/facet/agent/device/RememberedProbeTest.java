package io.facet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.runtime.ExecutionProvider;
import io.facet.models.runtime.ProbeResult;
import io.facet.models.runtime.ProviderReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedProbeTest {
    private final List<Integer> tried = new ArrayList<>();
    private final RememberedProbe probe = new RememberedProbe((provider, index) -> {
        tried.add(index);
        ProviderReport.Status status = index == 0 ? ProviderReport.Status.WORKS : ProviderReport.Status.NO_GPU;
        return new ProbeResult(new ProviderReport(provider, status, "", ""), List.of());
    });

    @Test
    void a_gpu_that_has_worked_is_not_tried_again_and_one_that_has_not_is() throws InterruptedException {
        ProbeResult first = probe.probe(ExecutionProvider.CUDA, 0);
        assertThat(probe.probe(ExecutionProvider.CUDA, 0)).isSameAs(first);
        probe.probe(ExecutionProvider.CUDA, 1);
        probe.probe(ExecutionProvider.CUDA, 1);
        assertThat(tried).containsExactly(0, 1, 1);
    }
}
