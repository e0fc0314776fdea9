package io.facet.agent;

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
    private static final int TRIES = 3;

    private final Memberships memberships;
    private final Joining joining;
    private final JoinCodePrompt prompt;
    private final Consumer<String> notices;

    /**
     * Nothing is looked for yet.
     *
     * @param prompt asked for a code where one is needed and none was given
     */
    FindMembership(
            FacetHome home,
            Memberships memberships,
            String agentName,
            JoinCodePrompt prompt,
            Consumer<String> notices) {
        this.memberships = memberships;
        this.prompt = prompt;
        this.notices = notices;
        this.joining =
                new Joining(home, ProtocolVersion.CURRENT.newest(), AgentVersion.text(), agentName, HostName.get());
    }

    /**
     * With a code: the membership with that master, joined if there is none yet. Without: the one with the master at
     * the address, or the newest, or else one joined with a code that whoever sits at the terminal gives. A master of
     * this account needs no code, and is waited for.
     *
     * @throws ProtocolException JOIN_NEEDED, or why joining failed
     */
    Membership find(Optional<MasterAddress> address, Optional<JoinCode> code) throws InterruptedException {
        if (code.isPresent()) {
            return with(code.get(), address);
        }
        if (address.isPresent() && address.get().isLoopback()) {
            return onThisComputer(address.get());
        }
        List<Membership> known = memberships.find(address);
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        return with(askedFor(address), address);
    }

    private Membership with(JoinCode code, Optional<MasterAddress> address) {
        JoinCode reachable = address.map(a -> at(a, code)).orElse(code);
        return memberships.find(Optional.empty()).stream()
                .filter(m -> m.fingerprint().equals(reachable.fingerprint()))
                .findFirst()
                .map(m -> m.alsoAt(Joining.addresses(reachable)))
                .orElseGet(() -> keep(joining.enrol(reachable)));
    }

    /** A code that is not whole is asked for again: a paste may have gone wrong. */
    private JoinCode askedFor(Optional<MasterAddress> address) {
        String why = address.map(a -> "This agent has not joined the master at %s yet.".formatted(a))
                .orElse("This agent has not joined a master yet.");
        for (int left = TRIES; left > 0; left--) {
            Optional<String> typed = prompt.ask(
                    "%s Paste a join code from it (Add agent, or `facet join-code`; it is not shown) and press Enter:"
                            .formatted(left == TRIES ? why : "That is no join code."));
            if (typed.isEmpty() || typed.get().isBlank()) {
                break;
            }
            try {
                return JoinCode.parse(typed.get());
            } catch (ProtocolException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
        throw new ProtocolException(
                ProtocolException.Code.JOIN_NEEDED,
                why
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
            List<Membership> known = memberships.find(Optional.of(address));
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
        memberships.keep(membership);
        notices.accept("Joined %s.".formatted(membership.masterName()));
        return membership;
    }
}
