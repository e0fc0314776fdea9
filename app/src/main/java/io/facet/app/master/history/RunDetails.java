package io.facet.app.master.history;

import io.facet.app.master.run.LatencyBuckets;
import java.util.List;

/**
 * What a page about one past run shows besides its figures.
 *
 * @param shares one per agent that took part
 * @param latencies how long images took
 * @param throughput over time
 */
public record RunDetails(List<AgentShare> shares, LatencyBuckets latencies, ThroughputSeries throughput) {
    /** Nothing is known. */
    public static final RunDetails NONE = new RunDetails(List.of(), LatencyBuckets.NONE, ThroughputSeries.NONE);

    public RunDetails {
        shares = List.copyOf(shares);
    }
}
