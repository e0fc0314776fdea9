package io.facet.app.ui.agents;

import io.facet.app.master.farm.When;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import java.util.List;

/**
 * What the page sees of the farm and asks of it. Looking is for any thread; asking may wait for disks and processes and
 * belongs off the window's thread. What came of it shows in the snapshot.
 */
public interface FarmLink {
    FarmSnapshot snapshot();

    /** Lines of an agent's log after {@code sequence}, oldest first. */
    List<LogEntry> logs(String agentId, long sequence);

    void drain(String agentId);

    void undrain(String agentId);

    void pause(String agentId);

    void resume(String agentId);

    /** Sends the agent away; ends the one of this computer. */
    void disconnect(String agentId);

    /** An agent that was sent away may come back. */
    void letBackIn(String agentId);

    void restart(String agentId, When when);

    void forget(String agentId);

    /** Takes {@link #forget} back. */
    void recall(String agentId);

    /** Deletes the agent's credential. */
    void revoke(String agentId);

    void setSlots(String agentId, int gpu, int cpu);

    /**
     * Starts the agent of this computer, anew if it runs.
     *
     * @param gpu slots on GPUs; negative: as many as are useful
     * @param cpu slots on processors; negative: as many as are useful
     */
    void startLocal(int gpu, int cpu);
}
