package io.facet.app.master.join;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.EnrolRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits agents that show a token. Thread-safe.
 *
 * <p>128 random bits cannot be guessed; the limit on failed tries keeps a script from filling logs and disks.
 */
public final class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final int FAILURES_PER_MINUTE = 10;

    private final JoinTokens tokens;
    private final AgentDirectory agents;
    private final Secret localToken;
    private final ProtocolVersion version;
    private final String softwareVersion;
    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

    /**
     * Admits through {@code tokens} and, as often as it is shown, {@code localToken}.
     *
     * @param localToken known to programs of this account alone
     */
    public Enrolment(
            JoinTokens tokens,
            AgentDirectory agents,
            Secret localToken,
            ProtocolVersion version,
            String softwareVersion,
            Clock clock) {
        this.tokens = tokens;
        this.agents = agents;
        this.localToken = localToken;
        this.version = version;
        this.softwareVersion = softwareVersion;
        this.clock = clock;
    }

    /**
     * A credential for the caller.
     *
     * @throws io.grpc.StatusRuntimeException with the reason, if it is refused
     */
    public AgentCredential enrol(EnrolRequest request) {
        version.refusal(request.getProtocolVersion(), request.getSoftwareVersion(), softwareVersion)
                .ifPresent(why -> {
                    throw Refusal.of(ProtocolException.Code.PROTOCOL_VERSION, why);
                });
        try {
            Secret token = Secret.of(request.getToken().toByteArray());
            boolean local = token.equals(localToken);
            if (!local) {
                admit(token);
            }
            AgentCredential credential =
                    agents.enrol(request.getAgentName(), request.getHost(), local ? "" : token.hash());
            LOG.info("Agent {} ({} on {}) enrolled", credential.agentId(), request.getAgentName(), request.getHost());
            return credential;
        } catch (IOException e) {
            LOG.error("An agent could not be enrolled: {}", e.toString());
            throw Refusal.of(
                    ProtocolException.Code.STATE_FOLDER,
                    "The master cannot write its state folder (%s).".formatted(e.getMessage()));
        }
    }

    /** Agents of this account are spared it: what others on the network try must not keep them out. */
    private void admit(Secret token) throws IOException {
        if (tooManyFailures()) {
            throw Refusal.of(
                    ProtocolException.Code.JOIN_REFUSED,
                    "Too many join codes were wrong during the last minute. Try again in a minute.");
        }
        if (!tokens.use(token)) {
            failed();
            throw Refusal.of(
                    ProtocolException.Code.JOIN_REFUSED,
                    "The master does not accept this join code: it was used, is too old, or belongs to another master. Get a new one (Add agent, or `facet join-code`).");
        }
    }

    private synchronized boolean tooManyFailures() {
        Instant minuteAgo = clock.instant().minus(Duration.ofMinutes(1));
        while (!failures.isEmpty() && failures.element().isBefore(minuteAgo)) {
            failures.remove();
        }
        return failures.size() >= FAILURES_PER_MINUTE;
    }

    private synchronized void failed() {
        failures.add(clock.instant());
    }
}
