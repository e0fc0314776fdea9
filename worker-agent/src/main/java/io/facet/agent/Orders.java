package io.facet.agent;

/**
 * Whether this agent takes images, and who does not want it to: its owner, who stops it, or its master, which drains or
 * pauses it. Thread-safe.
 */
final class Orders {
    private String masterSession = "";
    private boolean stopping;
    private boolean draining;
    private boolean paused;

    /** A master that was started anew has asked for nothing yet. */
    synchronized void connected(String session) {
        if (!session.equals(masterSession)) {
            masterSession = session;
            draining = false;
            paused = false;
        }
    }

    /** The owner stops this agent; no master changes that. */
    synchronized void stop() {
        stopping = true;
    }

    synchronized void drain(boolean on) {
        draining = on;
    }

    synchronized void pause(boolean on) {
        paused = on;
    }

    synchronized boolean draining() {
        return stopping || draining;
    }

    synchronized boolean paused() {
        return paused;
    }

    synchronized boolean takesImages() {
        return !stopping && !draining && !paused;
    }

    /** The state of an agent that is connected and has no images. */
    synchronized AgentState resting() {
        if (draining()) {
            return AgentState.DRAINING;
        }
        return paused ? AgentState.PAUSED : AgentState.IDLE;
    }
}
