package io.facet.app.master.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent at one moment. Immutable.
 *
 * @param id of its credential; stays the same when it reconnects
 * @param name given by its owner
 * @param host name of its computer
 * @param os name, version and architecture; empty until it has connected
 * @param version of Facet there; empty until it has connected
 * @param local whether it is this computer's own agent, a child process of the master
 * @param address host and port that it calls from; empty until it has connected
 * @param state what it is doing
 * @param reason why it is lost, was sent away or cannot take part, or why it refused an action: a sentence, empty if
 *     there is nothing to say
 * @param connectedAt when it connected last
 * @param lastSeen when it was heard last
 * @param roundTrip of a message there and back, without the time that the agent held it; null until it is known
 * @param slots of the agent
 * @param resources of its computer
 * @param inFlight images that it holds
 * @param done images of the current run, or of the last one, that it finished; counted on when it reconnects
 * @param failed tries of that run that failed on it
 * @param imagesPerSecond of all slots together, over the last ten seconds
 * @param loading how much of the run is made ready, 0 to 1, while LOADING; NaN otherwise
 * @param pending what it was asked to do and has not confirmed
 * @param requeued images that went back to the queue when it was lost or sent away; 0 while it is connected
 */
public record AgentStatus(
        String id,
        String name,
        String host,
        String os,
        String version,
        boolean local,
        String address,
        State state,
        String reason,
        Instant connectedAt,
        Instant lastSeen,
        @Nullable Duration roundTrip,
        List<SlotStatus> slots,
        Resources resources,
        int inFlight,
        long done,
        long failed,
        double imagesPerSecond,
        double loading,
        Set<Action> pending,
        int requeued) {

    public AgentStatus {
        slots = List.copyOf(slots);
        pending = Set.copyOf(pending);
    }

    /** What an agent is doing. */
    public enum State {
        /** The agent of this computer has been started and has not connected yet. */
        CONNECTING,
        /** It could take images. */
        IDLE,
        /** It makes the run ready: fetches and loads the model. */
        LOADING,
        /** It holds images. */
        BUSY,
        /** It takes no more images and finishes those that it has. */
        DRAINING,
        /** It takes no images and has none. */
        DRAINED,
        /** It takes no images until it is resumed; the models stay loaded. */
        PAUSED,
        /** It is connected and cannot take part in the run; the reason says why. */
        REFUSED,
        /** It has been silent for more than five seconds. */
        LATE,
        /** It vanished without a goodbye. It comes back by itself when it can. */
        LOST,
        /** It said goodbye: its owner stopped it. */
        LEFT,
        /** It was sent away here and stays away until it is let back in. */
        DISCONNECTED
    }

    /** What an agent can be asked to do. */
    public enum Action {
        DRAIN,
        UNDRAIN,
        DISCONNECT,
        RESTART,
        SET_SLOTS,
        PAUSE,
        RESUME
    }

    /** Whether it has a connection to the master. */
    public boolean connected() {
        return switch (state) {
            case IDLE, LOADING, BUSY, DRAINING, DRAINED, PAUSED, REFUSED, LATE -> true;
            case CONNECTING, LOST, LEFT, DISCONNECTED -> false;
        };
    }
}
