package io.facet.app.master.discovery;

import java.time.Instant;
import java.util.List;

/**
 * A computer on which an agent waits for a join code, as it announces itself. Nothing of it is verified, and nothing
 * happens by itself: a person takes a join code there. Immutable.
 *
 * @param id of the announcement
 * @param name that the agent's owner gave it
 * @param host name of the computer
 * @param os name, version and architecture
 * @param version of Facet there
 * @param cpuSlots slots on processors that it would have
 * @param gpuSlots slots on GPUs that it would have
 * @param addresses under which it was seen
 * @param since when it was first seen
 */
public record DiscoveredPc(
        String id,
        String name,
        String host,
        String os,
        String version,
        int cpuSlots,
        int gpuSlots,
        List<String> addresses,
        Instant since) {
    public DiscoveredPc {
        addresses = List.copyOf(addresses);
    }
}
