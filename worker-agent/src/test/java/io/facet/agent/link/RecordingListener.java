package io.facet.agent.link;

import io.facet.agent.identity.MasterAddress;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Welcome;
import java.util.ArrayList;
import java.util.List;

/** Notes what a link says, and what it should not say. Thread-safe. */
final class RecordingListener implements MasterLink.Listener {
    private final List<MasterMessage> received = new ArrayList<>();
    private final List<ProtocolException> failures = new ArrayList<>();
    private final List<MasterAddress> connections = new ArrayList<>();
    private final List<String> offences = new ArrayList<>();
    private int disconnections;
    private boolean connected;

    /** Called first when a connection is there. */
    volatile Runnable onConnected = () -> {};

    @Override
    public synchronized void connected(MasterAddress address, Welcome welcome) {
        if (connected) {
            offences.add("connected twice");
        }
        connected = true;
        connections.add(address);
        onConnected.run();
    }

    @Override
    public synchronized void received(MasterMessage message) {
        if (!connected) {
            offences.add("received while not connected: " + message.getKindCase());
        }
        received.add(message);
    }

    @Override
    public synchronized void disconnected() {
        if (!connected) {
            offences.add("disconnected while not connected");
        }
        connected = false;
        disconnections++;
    }

    @Override
    public synchronized void unreachable(ProtocolException why) {
        failures.add(why);
    }

    synchronized List<MasterMessage> messages() {
        return List.copyOf(received);
    }

    synchronized List<ProtocolException> failures() {
        return List.copyOf(failures);
    }

    synchronized List<MasterAddress> connections() {
        return List.copyOf(connections);
    }

    synchronized int disconnections() {
        return disconnections;
    }

    synchronized List<String> offences() {
        return List.copyOf(offences);
    }
}
