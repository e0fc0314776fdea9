package io.facet.app.ui.join;

import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.IssuedCode;
import java.util.List;

/**
 * What the window sees of, and asks about, who may join. All but {@link #bind}, {@link #port}, {@link #reachable} and
 * {@link #fingerprint} touch disks or networks and belong off the window's thread.
 */
public interface JoinLink {
    /** Address that is listened on. */
    String bind();

    int port();

    /** Whether other computers reach this one. */
    boolean reachable();

    /** Of the certificate, in hexadecimal digits. */
    String fingerprint();

    /**
     * Listens elsewhere.
     *
     * @throws io.facet.protocol.ProtocolException PORT_IN_USE or BIND_FAILED; nothing has changed then
     */
    void rebind(String host, int port);

    /** A code for one agent. */
    IssuedCode newCode();

    /** Who has joined, the last one first. */
    List<EnrolledAgent> enrolled();

    void revoke(String agentId);

    /** Computers of this network on which an agent waits. The network is asked from now on. */
    List<DiscoveredPc> discovered();

    /** The network is no longer asked, until {@link #discovered} is called again. */
    void stopLooking();
}
