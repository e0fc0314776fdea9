package io.facet.app.master.farm;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.Resources;
import io.facet.app.master.watch.SlotStatus;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.GpuTelemetry;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.SlotTelemetry;
import io.facet.protocol.wire.Telemetry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the snapshots of a farm. Written on the master's loop; {@link #latest} is for any thread. */
final class FarmView {
    private volatile FarmSnapshot latest = FarmSnapshot.EMPTY;

    FarmSnapshot latest() {
        return latest;
    }

    /**
     * Renews the snapshot.
     *
     * @param working whether there is a run
     * @param held images that an agent holds, by its identifier
     */
    void publish(Collection<AgentRecord> agents, boolean working, ToIntFunction<String> held, long now) {
        latest = new FarmSnapshot(agents.stream()
                .map(a -> status(a, working, held.applyAsInt(a.id), now))
                .toList());
    }

    private static AgentStatus status(AgentRecord agent, boolean working, int inFlight, long now) {
        ConnectedAgent connection = agent.connection;
        AgentStatus.State state = connection == null ? agent.gone : state(agent, connection, working, inFlight, now);
        Telemetry telemetry = agent.telemetry;
        List<SlotStatus> slots = slots(agent, state);
        return new AgentStatus(
                agent.id,
                agent.hello.getAgentName(),
                agent.hello.getHost(),
                agent.hello.getOs(),
                agent.hello.getSoftwareVersion(),
                agent.hello.getLocal(),
                agent.address,
                state,
                reason(agent, state),
                agent.connectedAt,
                agent.lastSeen,
                agent.roundTrip,
                slots,
                resources(agent.hello.getMemoryBytes(), telemetry),
                inFlight,
                agent.done,
                agent.failed,
                slots.stream().mapToDouble(SlotStatus::imagesPerSecond).sum(),
                state == AgentStatus.State.LOADING && connection != null
                        ? connection.run().getProgress()
                        : Double.NaN,
                agent.pending.actions(),
                agent.requeued);
    }

    private static String reason(AgentRecord agent, AgentStatus.State state) {
        ConnectedAgent connection = agent.connection;
        if (connection == null || !agent.reason.isEmpty()) {
            return agent.reason;
        }
        if (state == AgentStatus.State.REFUSED) {
            return connection.run().getMessage();
        }
        return Stream.concat(agent.hello.getNoticesList().stream(), connection.run().getNoticesList().stream())
                .collect(Collectors.joining(" "));
    }

    private static AgentStatus.State state(
            AgentRecord agent, ConnectedAgent connection, boolean working, int inFlight, long now) {
        RunStatus.State run = connection.run().getState();
        if (connection.session().silence(now) > Limits.LATE_AFTER.toNanos()) {
            return AgentStatus.State.LATE;
        }
        if (working && run == RunStatus.State.FAILED) {
            return AgentStatus.State.REFUSED;
        }
        if (agent.pending.waitsFor(AgentStatus.Action.DRAIN) || connection.draining()) {
            return inFlight > 0 ? AgentStatus.State.DRAINING : AgentStatus.State.DRAINED;
        }
        if (connection.paused()) {
            return AgentStatus.State.PAUSED;
        }
        if (working && run != RunStatus.State.READY) {
            return AgentStatus.State.LOADING;
        }
        return inFlight > 0 ? AgentStatus.State.BUSY : AgentStatus.State.IDLE;
    }

    private static List<SlotStatus> slots(AgentRecord agent, AgentStatus.State state) {
        Map<String, SlotTelemetry> said = new HashMap<>();
        agent.telemetry.getSlotsList().forEach(s -> said.put(s.getSlotId(), s));
        return agent.hello.getSlotsList().stream()
                .map(slot -> slot(slot, said.getOrDefault(slot.getId(), SlotTelemetry.getDefaultInstance()), state))
                .toList();
    }

    private static SlotStatus slot(Slot slot, SlotTelemetry said, AgentStatus.State state) {
        return new SlotStatus(
                slot.getId(),
                slot.getDeviceClass(),
                slot.getDeviceName(),
                state(said.getBusy(), state),
                said.getImagesPerS(),
                said.getDone(),
                said.getFailed(),
                slot.getProvidersList());
    }

    private static SlotStatus.State state(boolean busy, AgentStatus.State agent) {
        return switch (agent) {
            case CONNECTING, LOST, LEFT, DISCONNECTED -> SlotStatus.State.LOST;
            case REFUSED -> SlotStatus.State.FAILED;
            case LOADING -> SlotStatus.State.LOADING;
            case DRAINING, DRAINED -> SlotStatus.State.DRAINING;
            case PAUSED -> busy ? SlotStatus.State.BUSY : SlotStatus.State.PAUSED;
            case IDLE, BUSY, LATE -> busy ? SlotStatus.State.BUSY : SlotStatus.State.IDLE;
        };
    }

    private static Resources resources(long memoryTotal, Telemetry telemetry) {
        List<GpuTelemetry> gpus = telemetry.getGpusList();
        return new Resources(
                telemetry.getCpuLoad(),
                gpus.stream()
                        .mapToDouble(GpuTelemetry::getLoad)
                        .filter(load -> load >= 0)
                        .max()
                        .orElse(Double.NaN),
                telemetry.getMemoryUsedBytes(),
                memoryTotal,
                gpus.stream().mapToLong(GpuTelemetry::getMemoryUsedBytes).sum(),
                gpus.stream().mapToLong(GpuTelemetry::getMemoryTotalBytes).sum());
    }
}
