package io.facet.agent.device;

import io.facet.models.runtime.ExecutionProvider;
import io.facet.models.runtime.ProbeResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does not try again what has worked: planning other slots while this program runs must not take seconds for a GPU that
 * works already. Thread-safe.
 */
public final class RememberedProbe implements SlotPlanner.Probe {
    private record Tried(ExecutionProvider provider, int index) {}

    private final SlotPlanner.Probe probe;
    private final Map<Tried, ProbeResult> worked = new ConcurrentHashMap<>();

    public RememberedProbe(SlotPlanner.Probe probe) {
        this.probe = probe;
    }

    @Override
    public ProbeResult probe(ExecutionProvider provider, int index) throws InterruptedException {
        Tried tried = new Tried(provider, index);
        ProbeResult known = worked.get(tried);
        if (known != null) {
            return known;
        }
        ProbeResult result = probe.probe(provider, index);
        if (result.report().works()) {
            worked.put(tried, result);
        }
        return result;
    }
}
