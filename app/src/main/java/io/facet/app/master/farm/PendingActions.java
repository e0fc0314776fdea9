package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.SetSlots;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an agent was asked for and has not confirmed by what it reports. Confined to the master's loop. */
final class PendingActions {
    private static final Map<Action, Action> OPPOSITES = Map.of(
            Action.DRAIN, Action.UNDRAIN,
            Action.UNDRAIN, Action.DRAIN,
            Action.PAUSE, Action.RESUME,
            Action.RESUME, Action.PAUSE);

    private final Map<Action, MasterMessage> asked = new EnumMap<>(Action.class);
    private int restartsBefore;

    /** The agent is asked for this; what that takes back is not waited for any more. */
    void ask(Action action, MasterMessage message) {
        Action opposite = OPPOSITES.get(action);
        if (opposite != null) {
            asked.remove(opposite);
        }
        asked.put(action, message);
    }

    /** As {@link #ask}, for a restart: it is done when the agent counts more of them than now. */
    void askRestart(MasterMessage message, int restartsNow) {
        restartsBefore = restartsNow;
        ask(Action.RESTART, message);
    }

    boolean waitsFor(Action action) {
        return asked.containsKey(action);
    }

    Set<Action> actions() {
        return Set.copyOf(asked.keySet());
    }

    void heard(Telemetry telemetry) {
        asked.remove(telemetry.getDraining() ? Action.DRAIN : Action.UNDRAIN);
        asked.remove(telemetry.getPaused() ? Action.PAUSE : Action.RESUME);
        if (telemetry.getRestarts() != restartsBefore) {
            asked.remove(Action.RESTART);
        }
    }

    /** Of several wishes only the last counts, so slots that were asked for before it confirm nothing. */
    void heard(List<Slot> slots) {
        MasterMessage message = asked.get(Action.SET_SLOTS);
        if (message != null) {
            SetSlots wanted = message.getSetSlots();
            long cpu =
                    slots.stream().filter(s -> s.getDeviceClass().equals("cpu")).count();
            if (wanted.getCpu() == cpu && wanted.getGpu() == slots.size() - cpu) {
                asked.remove(Action.SET_SLOTS);
            }
        }
    }

    /** The agent has done it, or will not. */
    void done(Action action) {
        asked.remove(action);
    }

    /** The connection is another one: what may have been lost is said again, a restart has happened in one way or another. */
    Collection<MasterMessage> reconnected() {
        asked.remove(Action.RESTART);
        asked.remove(Action.DISCONNECT);
        return List.copyOf(asked.values());
    }

    void clear() {
        asked.clear();
    }
}
