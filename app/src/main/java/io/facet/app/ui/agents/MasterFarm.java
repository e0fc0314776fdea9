package io.facet.app.ui.agents;

import io.facet.app.UserException;
import io.facet.app.desk.Desk;
import io.facet.app.master.farm.When;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import java.util.List;
import java.util.function.Consumer;

/** The farm of this program's own master. Thread-safe. */
final class MasterFarm implements FarmLink {
    private final Desk desk;
    private final Consumer<UserException> onHopeless;

    /**
     * Looks through {@code desk}.
     *
     * @param onHopeless told, on any thread, if this computer's agent cannot be kept alive
     */
    MasterFarm(Desk desk, Consumer<UserException> onHopeless) {
        this.desk = desk;
        this.onHopeless = onHopeless;
    }

    @Override
    public FarmSnapshot snapshot() {
        return desk.farm();
    }

    @Override
    public List<LogEntry> logs(String agentId, long sequence) {
        return desk.master().logs(agentId, sequence);
    }

    @Override
    public void drain(String agentId) {
        desk.master().drain(agentId);
    }

    @Override
    public void undrain(String agentId) {
        desk.master().undrain(agentId);
    }

    @Override
    public void pause(String agentId) {
        desk.master().pause(agentId);
    }

    @Override
    public void resume(String agentId) {
        desk.master().resume(agentId);
    }

    @Override
    public void disconnect(String agentId) {
        desk.master().disconnect(agentId);
    }

    @Override
    public void letBackIn(String agentId) {
        desk.master().reconnect(agentId);
    }

    @Override
    public void restart(String agentId, When when) {
        desk.master().restart(agentId, when);
    }

    @Override
    public void forget(String agentId) {
        desk.master().forget(agentId);
    }

    @Override
    public void recall(String agentId) {
        desk.master().recall(agentId);
    }

    @Override
    public void revoke(String agentId) {
        desk.master().revoke(agentId);
    }

    @Override
    public void setSlots(String agentId, int gpu, int cpu) {
        desk.master().setSlots(agentId, gpu, cpu);
    }

    @Override
    public void startLocal(int gpu, int cpu) {
        desk.startLocalAgent(gpu, cpu, onHopeless);
    }
}
