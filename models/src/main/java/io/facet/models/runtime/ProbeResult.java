package io.facet.models.runtime;

import java.util.List;

/**
 * What a probing process found.
 *
 * @param report whether the provider works
 * @param gpus the GPUs that the NVIDIA driver names; empty without a driver, and for the CPU
 */
public record ProbeResult(ProviderReport report, List<Gpu> gpus) {
    public ProbeResult {
        gpus = List.copyOf(gpus);
    }
}
