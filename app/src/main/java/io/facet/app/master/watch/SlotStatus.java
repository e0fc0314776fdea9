package io.facet.app.master.watch;

import java.util.List;

/**
 * A slot of an agent at one moment. Immutable.
 *
 * @param id unique within the agent, such as {@code cpu-0} or {@code gpu0-1}
 * @param deviceClass {@code cpu}, {@code cuda}, …: outputs are byte-equal within one class
 * @param deviceName for people
 * @param state what it is doing
 * @param imagesPerSecond over the last ten seconds
 * @param done images that it finished since the agent took up the run
 * @param failed tries that failed on it since then
 * @param providers execution providers that passed a probe run, best first
 */
public record SlotStatus(
        String id,
        String deviceClass,
        String deviceName,
        State state,
        double imagesPerSecond,
        long done,
        long failed,
        List<String> providers) {

    public SlotStatus {
        providers = List.copyOf(providers);
    }

    /** What a slot is doing. */
    public enum State {
        IDLE,
        LOADING,
        BUSY,
        DRAINING,
        PAUSED,
        /** The run could not be made ready on it. */
        FAILED,
        /** Its agent is not connected. */
        LOST
    }

    /** Whether it is a slot on a GPU. */
    public boolean gpu() {
        return !deviceClass.equals("cpu");
    }
}
