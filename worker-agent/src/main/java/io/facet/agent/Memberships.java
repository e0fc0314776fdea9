package io.facet.agent;

import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The memberships of this program, kept as well as the disk lets it: one that cannot be kept is good for as long as the
 * program runs, which is said once. Thread-safe.
 */
final class Memberships {
    private final AgentIdentity identity;
    private final Consumer<String> notices;
    private boolean warned;

    Memberships(AgentIdentity identity, Consumer<String> notices) {
        this.identity = identity;
        this.notices = notices;
    }

    /** See {@link AgentIdentity#find}. */
    List<Membership> find(Optional<MasterAddress> address) {
        return identity.find(address);
    }

    /** Keeps it for the next start, if that can be done. */
    synchronized void keep(Membership membership) {
        try {
            identity.keep(membership);
            warned = false;
        } catch (AgentException e) {
            if (!warned) {
                warned = true;
                notices.accept(
                        e.getMessage() + " This agent goes on; after a restart it may have to join the master anew.");
            }
        }
    }

    void forget(Membership membership) {
        identity.forget(membership);
    }
}
