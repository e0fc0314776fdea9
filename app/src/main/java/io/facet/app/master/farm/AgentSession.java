package io.facet.app.master.farm;

import io.facet.protocol.Limits;
import io.facet.protocol.wire.Ack;
import io.facet.protocol.wire.MasterMessage;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;

/**
 * The stream of one connected agent. Messages are sent on the master's loop only; {@link #heard} may be called by any
 * thread.
 */
final class AgentSession {
    private final String agentId;
    private final String address;
    private final ServerCallStreamObserver<MasterMessage> out;
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

    /** In as many messages as the limit asks for. */
    void acknowledge(List<Long> leaseIds) {
        for (int from = 0; from < leaseIds.size(); from += Limits.BATCH) {
            List<Long> some = leaseIds.subList(from, Math.min(leaseIds.size(), from + Limits.BATCH));
            send(MasterMessage.newBuilder()
                    .setAck(Ack.newBuilder().addAllLeaseIds(some))
                    .build());
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
