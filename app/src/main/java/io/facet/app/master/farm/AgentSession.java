package io.facet.app.master.farm;

import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.MasterMessage;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream of one connected agent. Messages are sent on the master's loop only; {@link #heard} may be called by any
 * thread.
 */
final class AgentSession {
    private final String agentId;
    private final String address;
    private final ServerCallStreamObserver<MasterMessage> out;
    private final List<Long> acknowledged = new ArrayList<>();
    private volatile long lastHeard;
    private volatile boolean open = true;

    /**
     * A stream that was just opened.
     *
     * @param address host and port that the agent calls from
     */
    AgentSession(String agentId, String address, ServerCallStreamObserver<MasterMessage> out, long now) {
        this.agentId = agentId;
        this.address = address;
        this.out = out;
        this.lastHeard = now;
    }

    String agentId() {
        return agentId;
    }

    String address() {
        return address;
    }

    void heard(long now) {
        lastHeard = now;
    }

    long lastHeard() {
        return lastHeard;
    }

    long silence(long now) {
        return now - lastHeard;
    }

    boolean isOpen() {
        return open;
    }

    void send(MasterMessage message) {
        if (open && !out.isCancelled()) {
            out.onNext(message);
        }
    }

    void acknowledge(List<Long> leaseIds) {
        acknowledged.addAll(leaseIds);
    }

    /** Sends the acknowledgements of the event that was just handled as one message. */
    void flushAcknowledgements() {
        if (!acknowledged.isEmpty()) {
            send(MasterMessage.newBuilder()
                    .setAck(Ack.newBuilder().addAllLeaseIds(acknowledged))
                    .build());
            acknowledged.clear();
        }
    }

    /** Ends the stream in order. */
    void end() {
        if (open) {
            open = false;
            if (!out.isCancelled()) {
                out.onCompleted();
            }
        }
    }

    /** Ends the stream with an error. */
    void abort(Throwable why) {
        if (open) {
            open = false;
            if (!out.isCancelled()) {
                out.onError(why);
            }
        }
    }
}
