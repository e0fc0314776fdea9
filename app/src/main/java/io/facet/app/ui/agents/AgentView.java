package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import java.util.List;

/**
 * What a card says of an agent at one moment. Immutable.
 *
 * @param thisComputer whether a pill says that it is this computer
 * @param state in a word or two
 * @param pending what it was asked to do and has not confirmed; empty if there is nothing
 * @param lead facts before the address
 * @param tail facts after the address
 * @param headline of the notice on a card of an agent that takes no part; empty if there is none
 * @param explanation what that means and what to do; the only text of a notice on a card of an agent that takes part
 * @param bars load of its computer
 */
record AgentView(
        AgentStatus status,
        String title,
        boolean thisComputer,
        Tone tone,
        String state,
        String pending,
        String lead,
        String address,
        String tail,
        String headline,
        String explanation,
        List<Bar> bars) {
    AgentView {
        bars = List.copyOf(bars);
    }

    /**
     * A bar with its text.
     *
     * @param fraction 0 to 1; NaN if it is not known
     */
    record Bar(String name, double fraction, String text) {
        private static final double HIGH = 0.9;

        boolean high() {
            return fraction >= HIGH;
        }
    }

    String id() {
        return status.id();
    }

    /** Whether it was lost or cannot take part: that is shown in red. */
    boolean bad() {
        return tone == Tone.DANGER;
    }

    /** Whether it takes no more images, or was asked not to. */
    boolean draining() {
        return switch (status.state()) {
            case DRAINING, DRAINED -> !status.pending().contains(AgentStatus.Action.UNDRAIN);
            default -> status.pending().contains(AgentStatus.Action.DRAIN);
        };
    }

    /** Whether it rests, or was asked to. */
    boolean resting() {
        return status.state() == AgentStatus.State.PAUSED
                ? !status.pending().contains(AgentStatus.Action.RESUME)
                : status.pending().contains(AgentStatus.Action.PAUSE);
    }
}
