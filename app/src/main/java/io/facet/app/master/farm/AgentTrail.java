package io.facet.app.master.farm;

import io.facet.protocol.wire.AgentMessage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an agent has brought over all its connections, so that whoever starts it again after a crash can tell a program
 * that does not work from one that is brought down by its work. Written on the master's loop, read by any thread.
 */
public final class AgentTrail {
    private final AtomicLong welcomes = new AtomicLong();
    private final AtomicLong outcomes = new AtomicLong();
    private volatile boolean connected;

    /** The master has welcomed it. */
    public void welcomed() {
        connected = true;
        welcomes.incrementAndGet();
    }

    /** Its connection has ended. */
    public void gone() {
        connected = false;
    }

    /** It said this. */
    public void note(AgentMessage message) {
        outcomes.addAndGet(message.getResults().getResultsCount()
                + (long) message.getFailures().getFailuresCount());
    }

    /** Whether it is connected now. */
    public boolean connected() {
        return connected;
    }

    /** How often the master has welcomed it. */
    public long welcomes() {
        return welcomes.get();
    }

    /** Results and failures that came from it. */
    public long outcomes() {
        return outcomes.get();
    }
}
