package io.facet.app.master.discovery;

import java.util.List;

/** Knows on which computers of this network an agent waits for a master. Thread-safe. */
public interface Discovery {

    /** Those that are seen now, the first seen first. Empty while the master listens on this computer only. */
    List<DiscoveredPc> found();

    /** Asks the network again, now. Returns at once. */
    void refresh();

    /** Whether the network is asked at all: only while the master listens beyond this computer. */
    boolean active();
}
