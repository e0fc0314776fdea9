package io.facet.agent.link;

import io.facet.protocol.Limits;
import io.facet.protocol.MessageCheck;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Rejected;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Work stream from its first message to its end. Ends by itself when the master is silent for too long.
 * Thread-safe.
 */
final class LinkStream implements ClientResponseObserver<AgentMessage, MasterMessage> {
    private final Consumer<MasterMessage> receiver;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object sending = new Object();
    private @Nullable ClientCallStreamObserver<AgentMessage> out;
    private boolean halfClosed;
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean welcomed;
    private volatile @Nullable Throwable failure;

    /**
     * Not open yet.
     *
     * @param receiver called for each checked message, on gRPC's threads, one at a time
     */
    LinkStream(Consumer<MasterMessage> receiver) {
        this.receiver = receiver;
    }

    void open(FarmGrpc.FarmStub stub, Hello hello) {
        // The stub starts the call and hands its request side to beforeStart.
        var _ = stub.work(this);
        send(AgentMessage.newBuilder().setHello(hello).build());
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> request) {
        out = request;
    }

    void send(AgentMessage message) {
        synchronized (sending) {
            if (out != null && !halfClosed && ended.getCount() > 0) {
                out.onNext(message);
            }
        }
    }

    /** Nothing more will be sent; the master ends the stream. */
    void complete() {
        synchronized (sending) {
            if (out != null && !halfClosed && ended.getCount() > 0) {
                halfClosed = true;
                out.onCompleted();
            }
        }
    }

    /** Waits for the end of the stream, and brings it about if the master is silent for too long. */
    void awaitEnd() throws InterruptedException {
        while (!ended.await(1, TimeUnit.SECONDS)) {
            if (System.nanoTime() - lastHeard > Limits.LOST_AFTER.toNanos()) {
                cancel(new ProtocolException(
                        ProtocolException.Code.MASTER_UNREACHABLE,
                        "The master has been silent for %d s.".formatted(Limits.LOST_AFTER.toSeconds())));
            }
        }
    }

    private void cancel(ProtocolException why) {
        failure = why;
        synchronized (sending) {
            if (out != null) {
                out.cancel(why.getMessage(), why);
            }
        }
        ended.countDown();
    }

    boolean welcomed() {
        return welcomed;
    }

    /** Why it ended; empty if the master ended it in order. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void onNext(MasterMessage message) {
        lastHeard = System.nanoTime();
        if (ended.getCount() == 0) {
            return;
        }
        try {
            MessageCheck.check(message);
        } catch (ProtocolException e) {
            cancel(e);
            return;
        }
        if (message.getKindCase() == MasterMessage.KindCase.REJECTED) {
            failure = explain(message.getRejected());
        } else if (message.getKindCase() == MasterMessage.KindCase.WELCOME || welcomed) {
            welcomed = true;
            receiver.accept(message);
        }
    }

    private static ProtocolException explain(Rejected rejected) {
        for (ProtocolException.Code code : ProtocolException.Code.values()) {
            if (code.name().equals(rejected.getCode())) {
                return new ProtocolException(code, rejected.getMessage());
            }
        }
        return new ProtocolException(ProtocolException.Code.JOIN_REFUSED, rejected.getMessage());
    }

    @Override
    public void onError(Throwable broken) {
        if (failure == null) {
            failure = broken;
        }
        ended.countDown();
    }

    @Override
    public void onCompleted() {
        if (failure == null && !welcomed) {
            failure = Status.UNAVAILABLE
                    .withDescription("the master ended the conversation")
                    .asRuntimeException();
        }
        ended.countDown();
    }
}
