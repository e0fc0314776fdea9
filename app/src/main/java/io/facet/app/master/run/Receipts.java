package io.facet.app.master.run;

import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.output.OutputWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells agents that they may forget results, once what follows from them is written. Confined to the master's loop. */
final class Receipts {
    private final OutputWriter writer;
    private final MasterLoop loop;
    private final Farm farm;
    private Map<String, List<Long>> owed = new LinkedHashMap<>();
    private boolean closed;

    Receipts(OutputWriter writer, MasterLoop loop, Farm farm) {
        this.writer = writer;
        this.loop = loop;
        this.farm = farm;
    }

    /** The outcomes of these leases were given to the writer, or nobody wants them. */
    void owe(String agentId, List<Long> leaseIds) {
        owed.computeIfAbsent(agentId, id -> new ArrayList<>()).addAll(leaseIds);
    }

    /** Sends what is owed when the writer has come so far. To be called after each event. */
    void promise() {
        if (!owed.isEmpty()) {
            Map<String, List<Long>> due = owed;
            owed = new LinkedHashMap<>();
            writer.then(() -> loop.execute(() -> pay(due)));
        }
    }

    private void pay(Map<String, List<Long>> due) {
        if (!closed) {
            due.forEach(farm::acknowledge);
        }
    }

    /** The run is over. Lease numbers begin anew with the next one, so none of this run may be sent any more. */
    void close() {
        closed = true;
    }
}
