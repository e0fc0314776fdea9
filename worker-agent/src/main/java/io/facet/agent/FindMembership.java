package io.facet.agent;

import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.Joining;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.HostName;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.JoinCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides as which agent of which master this program works, and joins if it has to. */
final class FindMembership {
    private static final long POLL_MILLIS = 500;

    private final AgentIdentity identity;
    private final Joining joining;
    private final Consumer<String> notices;

    FindMembership(FacetHome home, AgentIdentity identity, String agentName, Consumer<String> notices) {
        this.identity = identity;
        this.notices = notices;
        this.joining =
                new Joining(home, ProtocolVersion.CURRENT.newest(), AgentVersion.text(), agentName, HostName.get());
    }

    /**
     * With a code: the membership with that master, joined if there is none yet. Without: the one with the master at
     * the address, or the newest. A master of this account needs no code, and is waited for.
     *
     * @throws ProtocolException JOIN_NEEDED, or why joining failed
     */
    Membership find(Optional<MasterAddress> address, Optional<JoinCode> code) throws InterruptedException {
        if (code.isPresent()) {
            JoinCode reachable = address.map(a -> at(a, code.get())).orElse(code.get());
            return identity.find(Optional.empty()).stream()
                    .filter(m -> m.fingerprint().equals(reachable.fingerprint()))
                    .findFirst()
                    .map(m -> m.alsoAt(Joining.addresses(reachable)))
                    .orElseGet(() -> keep(joining.enrol(reachable)));
        }
        if (address.isPresent() && address.get().isLoopback()) {
            return onThisComputer(address.get());
        }
        List<Membership> known = identity.find(address);
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        throw new ProtocolException(
                ProtocolException.Code.JOIN_NEEDED,
                address.map(a -> "This agent has not joined the master at %s yet.".formatted(a))
                                .orElse("This agent has not joined a master yet.")
                        + " Get a join code there (Add agent, or `facet join-code`), then run `facet-agent --join -` and paste it.");
    }

    private static JoinCode at(MasterAddress address, JoinCode code) {
        return new JoinCode(List.of(address.host()), address.port(), code.fingerprint(), code.token());
    }

    /** A master of this account admits by a token in its state folder; one that is not there yet is waited for. */
    private Membership onThisComputer(MasterAddress address) throws InterruptedException {
        boolean waiting = false;
        while (true) {
            Optional<RunningMaster> running = joining.runningAt(address);
            List<Membership> known = identity.find(Optional.of(address));
            Optional<Membership> valid = known.stream()
                    .filter(m -> running.isEmpty()
                            || m.fingerprint().equals(running.get().fingerprint()))
                    .findFirst();
            if (valid.isPresent()) {
                return valid.get();
            }
            if (running.isPresent()) {
                return keep(joining.enrolWith(running.get(), address));
            }
            if (!waiting) {
                notices.accept(
                        "No master of this account listens at %s yet. Waiting for it; with another account's master, join first (--join -)."
                                .formatted(address));
                waiting = true;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private Membership keep(Membership membership) {
        identity.keep(membership);
        notices.accept("Joined %s.".formatted(membership.masterName()));
        return membership;
    }
}
