package io.facet.agent.link;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
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

    /** Answers after which there is no point in trying again. */
    private static final Set<ProtocolException.Code> FINAL = EnumSet.of(
            ProtocolException.Code.PROTOCOL_VERSION,
            ProtocolException.Code.AGENT_REVOKED,
            ProtocolException.Code.AGENT_DUPLICATE,
            ProtocolException.Code.CERTIFICATE_MISMATCH,
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
    private final Backoff backoff = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable LinkStream current;
    private volatile @Nullable FarmConnection connection;

    /** Nothing happens until {@link #run}. */
    public MasterLink(Membership membership, Supplier<Hello> hello, Listener listener) {
        this.membership = membership;
        this.hello = hello;
        this.listener = listener;
    }

    /**
     * Connects, and connects again, until {@link #stop}.
     *
     * @throws ProtocolException if the master refuses this agent for good
     */
    public void run() throws InterruptedException {
        int next = 0;
        while (stopped.getCount() > 0) {
            MasterAddress address =
                    membership.addresses().get(next++ % membership.addresses().size());
            try {
                connectOnce(address);
                next = Math.max(0, next - 1);
            } catch (ProtocolException e) {
                if (FINAL.contains(e.code())) {
                    throw e;
                }
                listener.unreachable(e);
            }
            Duration pause = backoff.next();
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void connectOnce(MasterAddress address) throws InterruptedException {
        try (FarmConnection open = FarmConnection.to(address.host(), address.port(), membership.fingerprint())) {
            LinkStream stream = new LinkStream(message -> {
                if (message.getKindCase() == MasterMessage.KindCase.WELCOME) {
                    backoff.reset();
                    listener.connected(address, message.getWelcome());
                } else {
                    listener.received(message);
                }
            });
            connection = open;
            current = stream;
            try {
                stream.open(open.as(membership.credential()), hello.get());
                stream.awaitEnd();
            } finally {
                current = null;
                connection = null;
                if (stream.welcomed()) {
                    LOG.info("The connection to the master at {} has ended", address);
                    listener.disconnected();
                }
            }
            Optional<Throwable> failure = stream.failure();
            if (failure.isPresent() && stopped.getCount() > 0) {
                ProtocolException why = Refusal.explain(failure.get(), address.toString());
                if (!stream.welcomed() || FINAL.contains(why.code())) {
                    throw why;
                }
                LOG.debug("Why the connection ended", failure.get());
            }
        }
    }

    /** Sends, or drops the message if no master listens. */
    public void send(AgentMessage message) {
        LinkStream stream = current;
        if (stream != null) {
            stream.send(message);
        }
    }

    /** For fetching content: carries this agent's credential and blocks its thread. Empty while not connected. */
    public Optional<FarmGrpc.FarmBlockingStub> content() {
        FarmConnection open = connection;
        return open == null ? Optional.empty() : Optional.of(open.blockingAs(membership.credential()));
    }

    /** Says goodbye and ends {@link #run}. */
    public void stop() {
        stopped.countDown();
        LinkStream stream = current;
        if (stream != null) {
            stream.complete();
        }
    }
}
