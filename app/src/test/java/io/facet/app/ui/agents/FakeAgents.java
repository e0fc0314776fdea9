package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.Resources;
import io.facet.app.master.watch.SlotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Agents in every state. */
final class FakeAgents {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long GIB = 1L << 30;

    private FakeAgents() {}

    static Builder agent(String id) {
        return new Builder(id);
    }

    /** This computer, busy on one GPU and four processors. */
    static Builder local() {
        Builder b = agent("local").slots(1, 4).rate(13.3, 1.4);
        b.name = "forge";
        b.host = "forge";
        b.local = true;
        b.address = "127.0.0.1:40112";
        b.state = AgentStatus.State.BUSY;
        b.resources = new Resources(0.62, 0.81, 11 * GIB, 32 * GIB, 3 * GIB, 8 * GIB);
        b.done = 4298;
        b.failed = 1;
        b.inFlight = 5;
        return b;
    }

    /** What a test changes of an agent. */
    static final class Builder {
        String name;
        String host;
        String os = "Ubuntu 24.04";
        boolean local;
        String address = "192.168.1.37:51544";
        AgentStatus.State state = AgentStatus.State.IDLE;
        String reason = "";
        Instant connected = NOW.minusSeconds(88);
        Instant seen = NOW;
        Resources resources = new Resources(0.54, 0.94, 18 * GIB, 64 * GIB, 5 * GIB, 24 * GIB);
        int inFlight;
        long done;
        long failed;
        double loading = Double.NaN;
        Set<AgentStatus.Action> pending = Set.of();
        int requeued;
        String gpuName = "RTX 4090";
        private final String id;
        private int gpu;
        private int cpu = 1;
        private double gpuRate;
        private double cpuRate;

        Builder(String id) {
            this.id = id;
            this.name = id;
            this.host = id;
        }

        Builder slots(int onGpu, int onCpu) {
            gpu = onGpu;
            cpu = onCpu;
            return this;
        }

        Builder rate(double onGpu, double onCpu) {
            gpuRate = onGpu;
            cpuRate = onCpu;
            return this;
        }

        Builder state(AgentStatus.State is) {
            state = is;
            return this;
        }

        Builder named(String text) {
            name = text;
            host = text;
            return this;
        }

        Builder reason(String text) {
            reason = text;
            return this;
        }

        Builder pending(AgentStatus.Action... actions) {
            pending = Set.of(actions);
            return this;
        }

        Builder inFlight(int images) {
            inFlight = images;
            return this;
        }

        Builder loading(double fraction) {
            loading = fraction;
            return this;
        }

        Builder requeued(int images) {
            requeued = images;
            return this;
        }

        Builder counts(long finished, long wrong) {
            done = finished;
            failed = wrong;
            return this;
        }

        Builder seen(Instant at) {
            seen = at;
            return this;
        }

        Builder host(String text) {
            host = text;
            return this;
        }

        AgentStatus is() {
            List<SlotStatus> slots = new ArrayList<>();
            for (int i = 0; i < gpu; i++) {
                slots.add(slot("gpu" + i + "-0", "cuda", gpuName, gpuRate));
            }
            for (int i = 0; i < cpu; i++) {
                slots.add(slot("cpu-" + i, "cpu", "Ryzen 9 7950X", cpuRate));
            }
            return new AgentStatus(
                    id,
                    name,
                    host,
                    os,
                    "0.9.0",
                    local,
                    address,
                    state,
                    reason,
                    connected,
                    seen,
                    Duration.ofNanos(420_000),
                    slots,
                    resources,
                    inFlight,
                    done,
                    failed,
                    slots.stream().mapToDouble(SlotStatus::imagesPerSecond).sum(),
                    loading,
                    pending,
                    requeued);
        }

        private SlotStatus slot(String slotId, String deviceClass, String device, double rate) {
            SlotStatus.State slotState = switch (state) {
                case BUSY -> SlotStatus.State.BUSY;
                case LOADING -> SlotStatus.State.LOADING;
                case DRAINING, DRAINED -> SlotStatus.State.DRAINING;
                case PAUSED -> SlotStatus.State.PAUSED;
                case REFUSED -> SlotStatus.State.FAILED;
                case IDLE, LATE -> SlotStatus.State.IDLE;
                case CONNECTING, LOST, LEFT, DISCONNECTED -> SlotStatus.State.LOST;
            };
            return new SlotStatus(slotId, deviceClass, device, slotState, rate, 10, 0, List.of(deviceClass));
        }
    }
}
