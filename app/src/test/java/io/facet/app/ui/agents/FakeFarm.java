package io.facet.app.ui.agents;

import io.facet.app.master.farm.When;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A farm that is what a test says, and remembers what it was asked. Thread-safe. */
final class FakeFarm implements FarmLink {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<LogEntry> lines = new CopyOnWriteArrayList<>();
    private volatile FarmSnapshot snapshot;

    FakeFarm(AgentStatus... agents) {
        this.snapshot = new FarmSnapshot(List.of(agents));
    }

    void become(AgentStatus... agents) {
        snapshot = new FarmSnapshot(List.of(agents));
    }

    @Override
    public FarmSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public List<LogEntry> logs(String agentId, long sequence) {
        List<LogEntry> newer = new ArrayList<>(lines);
        newer.removeIf(l -> l.sequence() <= sequence);
        return newer;
    }

    @Override
    public void drain(String agentId) {
        asked.add("drain " + agentId);
    }

    @Override
    public void undrain(String agentId) {
        asked.add("undrain " + agentId);
    }

    @Override
    public void pause(String agentId) {
        asked.add("pause " + agentId);
    }

    @Override
    public void resume(String agentId) {
        asked.add("resume " + agentId);
    }

    @Override
    public void disconnect(String agentId) {
        asked.add("disconnect " + agentId);
    }

    @Override
    public void letBackIn(String agentId) {
        asked.add("let back in " + agentId);
    }

    @Override
    public void restart(String agentId, When when) {
        asked.add("restart " + agentId + " " + when.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void forget(String agentId) {
        asked.add("forget " + agentId);
    }

    @Override
    public void recall(String agentId) {
        asked.add("recall " + agentId);
    }

    @Override
    public void revoke(String agentId) {
        asked.add("revoke " + agentId);
    }

    @Override
    public void setSlots(String agentId, int gpu, int cpu) {
        asked.add("slots " + agentId + " " + gpu + " " + cpu);
    }

    @Override
    public void startLocal(int gpu, int cpu) {
        asked.add("start " + gpu + " " + cpu);
    }
}
