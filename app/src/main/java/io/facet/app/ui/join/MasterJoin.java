package io.facet.app.ui.join;

import io.facet.app.master.Master;
import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.IssuedCode;
import java.time.Duration;
import java.util.List;

/** This program's own master. Thread-safe. */
public final class MasterJoin implements JoinLink {
    private static final int AGENTS = 1;
    private static final Duration VALID = Duration.ofMinutes(10);

    private final Master master;

    public MasterJoin(Master master) {
        this.master = master;
    }

    @Override
    public String bind() {
        return master.bind();
    }

    @Override
    public int port() {
        return master.port();
    }

    @Override
    public boolean reachable() {
        return master.reachableFromOthers();
    }

    @Override
    public String fingerprint() {
        return master.running().fingerprint().hex();
    }

    @Override
    public void rebind(String host, int port) {
        master.rebind(host, port);
    }

    @Override
    public IssuedCode newCode() {
        return master.newJoinCode(AGENTS, VALID);
    }

    @Override
    public List<EnrolledAgent> enrolled() {
        return master.enrolled();
    }

    @Override
    public void revoke(String agentId) {
        master.revoke(agentId);
    }

    @Override
    public List<DiscoveredPc> discovered() {
        return master.discovery().found();
    }

    @Override
    public void stopLooking() {
        master.endDiscovery();
    }
}
