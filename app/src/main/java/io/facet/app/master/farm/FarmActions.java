package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.Drain;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Moved;
import io.facet.protocol.wire.Pause;
import io.facet.protocol.wire.Restart;
import io.facet.protocol.wire.SetSlots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of agents. Confined to the master's loop. An agent that is not there, or not in a position to do it, is
 * left alone.
 */
public final class FarmActions {
    /** The agent of this computer is a program that is ended and started again. */
    public interface LocalProgram {
        /** Ends it now, if it runs; it is started again. Returns at once. */
        void restart();

        /** It has these slots when it is started again. Returns at once. */
        void slots(int gpu, int cpu);
    }

    private final Farm farm;
    private final LocalProgram local;

    public FarmActions(Farm farm, LocalProgram local) {
        this.farm = farm;
        this.local = local;
    }

    public void drain(String agentId, boolean on) {
        ConnectedAgent agent = connected(agentId);
        if (agent != null && agent.record().restartWhenDrained) {
            agent.record().restartWhenDrained = false;
            agent.record().pending.done(Action.RESTART);
        }
        ask(
                agentId,
                on ? Action.DRAIN : Action.UNDRAIN,
                MasterMessage.newBuilder()
                        .setDrain(Drain.newBuilder().setOn(on))
                        .build());
    }

    public void pause(String agentId, boolean on) {
        ask(
                agentId,
                on ? Action.PAUSE : Action.RESUME,
                MasterMessage.newBuilder()
                        .setPause(Pause.newBuilder().setOn(on))
                        .build());
    }

    public void setSlots(String agentId, int gpu, int cpu) {
        ask(
                agentId,
                Action.SET_SLOTS,
                MasterMessage.newBuilder()
                        .setSetSlots(SetSlots.newBuilder().setGpu(gpu).setCpu(cpu))
                        .build());
    }

    private void ask(String agentId, Action action, MasterMessage message) {
        ConnectedAgent agent = connected(agentId);
        if (agent != null) {
            agent.record().reason = "";
            agent.record().pending.ask(action, message);
            farm.send(agent, message);
            farm.willing(agent);
        }
    }

    /** Restarts the work of an agent; the agent of this computer as a whole. */
    public void restart(String agentId, When when) {
        ConnectedAgent agent = connected(agentId);
        if (agent == null) {
            return;
        }
        AgentRecord record = agent.record();
        boolean now = when == When.NOW;
        MasterMessage message = MasterMessage.newBuilder()
                .setRestart(Restart.newBuilder().setNow(now))
                .build();
        record.reason = "";
        record.pending.askRestart(message, record.telemetry.getRestarts());
        if (!record.hello.getLocal()) {
            farm.send(agent, message);
        } else if (now) {
            restartLocal(record);
        } else {
            record.restartWhenDrained = true;
            farm.send(
                    agent,
                    MasterMessage.newBuilder()
                            .setDrain(Drain.newBuilder().setOn(true))
                            .build());
        }
    }

    /** Does what was to be done once an agent has no more images. To be called several times a second. */
    public void tick() {
        farm.register().all().forEach(this::keepSlots);
        for (ConnectedAgent agent : List.copyOf(farm.agents())) {
            if (agent.record().restartWhenDrained && agent.draining() && farm.held(agent.id()) == 0) {
                restartLocal(agent.record());
            }
        }
    }

    private void restartLocal(AgentRecord record) {
        keepSlots(record);
        farm.sendAway(record, AgentStatus.State.CONNECTING, "");
        local.restart();
    }

    /** Slots that the agent of this computer took are those that it is to start with; those that it refused are not. */
    private void keepSlots(AgentRecord record) {
        if (record.otherSlots && record.hello.getLocal()) {
            record.otherSlots = false;
            int cpu = (int) record.hello.getSlotsList().stream()
                    .filter(s -> s.getDeviceClass().equals("cpu"))
                    .count();
            local.slots(record.hello.getSlotsCount() - cpu, cpu);
        }
    }

    /** Ends the program of this computer's agent, if it runs, and has it started again: connected or not. */
    public void restartLocal(String agentId) {
        AgentRecord record = farm.register().find(agentId);
        if (record != null && record.connection != null) {
            restartLocal(record);
        } else {
            local.restart();
        }
    }

    /** The agent of this computer was started, or is about to be: it may connect. */
    public void expectLocal(String agentId, String name) {
        farm.register().expectLocal(agentId, name);
    }

    /** The agent of this computer is about to be ended. */
    public void dismissLocal(String agentId) {
        dismiss(agentId, AgentStatus.State.LEFT, "It was stopped here.");
    }

    /** The agent of this computer cannot be kept alive. */
    public void localIsHopeless(String agentId, String why) {
        dismiss(agentId, AgentStatus.State.LOST, why);
    }

    /** Sends an agent away until {@link #letBackIn}. */
    public void disconnect(String agentId) {
        dismiss(agentId, AgentStatus.State.DISCONNECTED, "It was sent away here.");
    }

    private void dismiss(String agentId, AgentStatus.State state, String reason) {
        AgentRecord record = farm.register().find(agentId);
        if (record != null) {
            farm.sendAway(record, state, reason);
        }
    }

    public void letBackIn(String agentId) {
        AgentRecord record = farm.register().find(agentId);
        if (record != null && record.connection == null && record.dismissed) {
            record.dismissed = false;
            record.reason = "It may come back, and asks every %d seconds.".formatted(Limits.ASK_AGAIN.toSeconds());
        }
    }

    /** An agent that is not connected is no longer shown, and may come back. */
    public void forget(String agentId) {
        farm.register().forget(agentId);
    }

    /** An agent that was forgotten is shown again as it was, unless it has come back meanwhile. */
    public void recall(String agentId) {
        farm.register().recall(agentId);
    }

    /**
     * Tells every agent where else this master can be reached from now on. The agent of this computer, if it is not
     * connected, was told another address at its start, and is started again.
     *
     * @param here where the agent of this computer finds it
     */
    public void moved(List<String> addresses, int port, String localAgent, String here) {
        MasterMessage message = moved(addresses, port);
        for (ConnectedAgent agent : farm.agents()) {
            farm.send(agent, agent.id().equals(localAgent) ? moved(List.of(here), port) : message);
        }
        AgentRecord record = farm.register().find(localAgent);
        if (record != null && record.connection == null) {
            local.restart();
        }
    }

    private static MasterMessage moved(List<String> addresses, int port) {
        return MasterMessage.newBuilder()
                .setMoved(Moved.newBuilder().addAllAddresses(addresses).setPort(port))
                .build();
    }

    private @Nullable ConnectedAgent connected(String agentId) {
        AgentRecord record = farm.register().find(agentId);
        return record == null ? null : record.connection;
    }
}
