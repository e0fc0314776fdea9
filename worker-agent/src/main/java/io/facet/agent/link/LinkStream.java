package io.facet.agent.link;

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
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Work stream from its first message to its end. Ends by itself when the master is silent for too long, or does not
 * answer a goodbye. Thread-safe.
 */
final class LinkStream implements ClientResponseObserver<AgentMessage, MasterMessage> {
    private static final long LOOK_MILLIS = 250;

    private final Consumer<MasterMessage> receiver;
    private final Duration patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object sending = new Object();
    private final Object receiving = new Object();

    /** These four guarded by {@code sending}. */
    private @Nullable ClientCallStreamObserver<AgentMessage> out;

    private boolean opened;
    private boolean mayTalk;
    private boolean saidGoodbye;

    /** Guarded by {@code receiving}. */
    private boolean deaf;

    private volatile long lastHeard = System.nanoTime();
    private volatile long goodbyeAt;
    private volatile boolean welcomed;
    private volatile @Nullable Throwable failure;

    /**
     * Not open yet.
     *
     * @param receiver called for each checked message, on gRPC's threads, one at a time; never again once {@link
     *     #awaitEnd} has returned
     * @param patience how long the master may be silent
     */
    LinkStream(Consumer<MasterMessage> receiver, Duration patience) {
        this.receiver = receiver;
        this.patience = patience;
    }

    void open(FarmGrpc.FarmStub stub, Hello hello) {
        // The stub starts the call and hands its request side to beforeStart.
        var _ = stub.work(this);
        synchronized (sending) {
            opened = true;
            if (out == null || failure != null) {
                return;
            }
            if (saidGoodbye) {
                out.onCompleted();
            } else {
                out.onNext(AgentMessage.newBuilder().setHello(hello).build());
            }
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> request) {
        synchronized (sending) {
            out = request;
        }
    }

    /** Sends; drops the message before the master's welcome and after the end. */
    void send(AgentMessage message) {
        synchronized (sending) {
            if (out != null && mayTalk && !saidGoodbye) {
                out.onNext(message);
            }
        }
    }

    /** Nothing more will be sent; the master ends the stream. */
    void complete() {
        synchronized (sending) {
            if (saidGoodbye) {
                return;
            }
            saidGoodbye = true;
            goodbyeAt = System.nanoTime();
            if (out != null && opened) {
                out.onCompleted();
            }
        }
    }

    /** Waits for the end of the stream, and brings it about if the master is silent for too long. */
    void awaitEnd() throws InterruptedException {
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                if (now - lastHeard > patience.toNanos()) {
                    cancel(silent());
                } else if (goodbyeAt != 0 && now - goodbyeAt > patience.toNanos() / 2) {
                    cancel(silent());
                }
            }
        } finally {
            synchronized (receiving) {
                deaf = true;
            }
        }
    }

    private ProtocolException silent() {
        return new ProtocolException(
                ProtocolException.Code.MASTER_UNREACHABLE,
                "The master has been silent for %d s.".formatted(patience.toSeconds()));
    }

    /** Ends the stream from this side. */
    void cancel(ProtocolException why) {
        synchronized (sending) {
            if (failure == null) {
                failure = why;
            }
            mayTalk = false;
            saidGoodbye = true;
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
        synchronized (receiving) {
            lastHeard = System.nanoTime();
            if (deaf || ended.getCount() == 0) {
                return;
            }
            try {
                MessageCheck.check(message);
                hear(message);
            } catch (ProtocolException e) {
                cancel(e);
            }
        }
    }

    private void hear(MasterMessage message) {
        switch (message.getKindCase()) {
            case REJECTED -> throw explain(message.getRejected());
            case WELCOME -> {
                if (welcomed) {
                    throw outOfTurn();
                }
                welcomed = true;
                synchronized (sending) {
                    mayTalk = true;
                }
                receiver.accept(message);
            }
            case RUN,
                    LEASES,
                    ACK,
                    REVOKE,
                    DRAIN,
                    SET_SLOTS,
                    KEEP_ALIVE,
                    RUN_END,
                    PAUSE,
                    RESTART,
                    MOVED,
                    KIND_NOT_SET -> {
                if (!welcomed) {
                    throw outOfTurn();
                }
                receiver.accept(message);
            }
        }
    }

    private static ProtocolException outOfTurn() {
        return new ProtocolException(
                ProtocolException.Code.MESSAGE_INVALID,
                "The master's first message is Welcome or Rejected, and no other is: the program there is no Facet master of this version.");
    }

    private static ProtocolException explain(Rejected rejected) {
        String name = rejected.getCode().toUpperCase(Locale.ROOT).replace('-', '_');
        for (ProtocolException.Code code : ProtocolException.Code.values()) {
            if (code.name().equals(name)) {
                return new ProtocolException(code, rejected.getMessage());
            }
        }
        return new ProtocolException(ProtocolException.Code.JOIN_REFUSED, rejected.getMessage());
    }

    @Override
    public void onError(Throwable broken) {
        synchronized (sending) {
            if (failure == null) {
                failure = broken;
            }
            mayTalk = false;
        }
        ended.countDown();
    }

    @Override
    public void onCompleted() {
        synchronized (sending) {
            if (failure == null && !welcomed) {
                failure = Status.UNAVAILABLE
                        .withDescription("the master ended the conversation")
                        .asRuntimeException();
            }
            mayTalk = false;
        }
        ended.countDown();
    }
}
