package io.facet.agent.link;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Welcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this agent connected to its master: one stream at a time, one attempt at a time, with jittered pauses between
 * attempts. Thread-safe, but for {@link #run}, which belongs to one thread.
 */
public final class MasterLink {
    private static final Logger LOG = LoggerFactory.getLogger(MasterLink.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Answers after which there is no point in trying again, at this address or another. */
    private static final Set<ProtocolException.Code> FINAL = EnumSet.of(
            ProtocolException.Code.PROTOCOL_VERSION,
            ProtocolException.Code.AGENT_REVOKED,
            ProtocolException.Code.AGENT_DUPLICATE,
            ProtocolException.Code.JOIN_REFUSED);

    /** Who works with what the master says. Called from one thread at a time. */
    public interface Listener {
        void connected(MasterAddress address, Welcome welcome);

        void received(MasterMessage message);

        void disconnected();

        /** No master could be reached; called after each failed attempt. */
        void unreachable(ProtocolException why);
    }

    private final Membership membership;
    private final Supplier<Hello> hello;
    private final Listener listener;
    private final Duration patience;
    private final Duration askAgain;
    private final Backoff backoff = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Connected current;
    private volatile Membership reachable;

    private record Connected(FarmConnection connection, LinkStream stream) {}

    /** Nothing happens until {@link #run}. */
    public MasterLink(Membership membership, Supplier<Hello> hello, Listener listener) {
        this(membership, hello, listener, Limits.LOST_AFTER);
    }

    MasterLink(Membership membership, Supplier<Hello> hello, Listener listener, Duration patience) {
        this(membership, hello, listener, patience, Limits.ASK_AGAIN);
    }

    MasterLink(Membership membership, Supplier<Hello> hello, Listener listener, Duration patience, Duration askAgain) {
        this.askAgain = askAgain;
        this.membership = membership;
        this.reachable = membership;
        this.hello = hello;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Connects, and connects again, until {@link #stop}.
     *
     * @throws ProtocolException if the master refuses this agent for good
     */
    public void run() throws InterruptedException {
        int next = 0;
        int strangers = 0;
        List<MasterAddress> addresses = reachable.addresses();
        while (stopped.getCount() > 0) {
            List<MasterAddress> known = reachable.addresses();
            if (!known.equals(addresses)) {
                addresses = known;
                next = 0; // the master has moved: what it said last comes first
            }
            MasterAddress address = addresses.get(next);
            boolean sentAway = false;
            try {
                connectOnce(address);
                strangers = 0;
            } catch (ProtocolException e) {
                // In another network, another program may have one of the addresses: that alone proves nothing.
                boolean stranger = e.code() == ProtocolException.Code.CERTIFICATE_MISMATCH;
                strangers = stranger ? strangers + 1 : 0;
                if (FINAL.contains(e.code()) || strangers >= addresses.size()) {
                    throw e;
                }
                listener.unreachable(e);
                sentAway = e.code() == ProtocolException.Code.AGENT_DISMISSED;
                next = sentAway ? next : (next + 1) % addresses.size();
            }
            Duration pause = sentAway ? askAgain : backoff.next();
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void connectOnce(MasterAddress address) throws InterruptedException {
        try (FarmConnection open = FarmConnection.to(address.host(), address.port(), membership.fingerprint())) {
            LinkStream stream = new LinkStream(
                    message -> {
                        if (message.getKindCase() == MasterMessage.KindCase.WELCOME) {
                            listener.connected(address, message.getWelcome());
                        } else {
                            listener.received(message);
                        }
                    },
                    patience);
            long start = System.nanoTime();
            current = new Connected(open, stream);
            if (stopped.getCount() == 0) {
                stream.complete(); // stop() may have come too early to see it
            }
            try {
                stream.open(open.as(membership.credential()), hello.get());
                stream.awaitEnd();
            } finally {
                current = null;
                if (stream.welcomed()) {
                    listener.disconnected();
                }
            }
            if (stream.welcomed()) {
                backoff.lasted(Duration.ofNanos(System.nanoTime() - start));
            }
            explainEnd(address, stream);
        }
    }

    private void explainEnd(MasterAddress address, LinkStream stream) {
        Optional<ProtocolException> why = stream.failure().map(e -> Refusal.explain(e, address.toString()));
        if (why.isPresent() && stopped.getCount() > 0) {
            ProtocolException.Code code = why.get().code();
            if (!stream.welcomed() || FINAL.contains(code) || code == ProtocolException.Code.AGENT_DISMISSED) {
                throw why.get();
            }
        }
        LOG.info(
                "The connection to the master at {} has ended: {}",
                address,
                why.map(ProtocolException::getMessage).orElse("in order"));
    }

    /** The master can be reached at these addresses, too; they are tried first when the connection that is open ends. */
    public void alsoAt(List<MasterAddress> addresses) {
        reachable = reachable.alsoAt(addresses);
    }

    /** This agent's place with its master, with all addresses that are known by now. */
    public Membership membership() {
        return reachable;
    }

    /** Sends, or drops the message if no master listens. Does not wait. */
    public void send(AgentMessage message) {
        Connected now = current;
        if (now != null) {
            now.stream().send(message);
        }
    }

    /** For fetching content: carries this agent's credential and blocks its thread. Empty while not connected. */
    public Optional<FarmGrpc.FarmBlockingStub> content() {
        Connected now = current;
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(now.connection()
                .blockingAs(membership.credential())
                .withInterceptors(new RevocationWatch(now.stream()::cancel)));
    }

    /** Says goodbye and ends {@link #run}. */
    public void stop() {
        stopped.countDown();
        Connected now = current;
        if (now != null) {
            now.stream().complete();
        }
    }
}
