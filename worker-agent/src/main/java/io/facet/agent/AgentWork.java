package io.facet.agent;

import io.facet.agent.content.AllowedRoots;
import io.facet.agent.device.AgentSlots;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.model.EngineRunPreparer;
import io.facet.agent.model.ModelFiles;
import io.facet.agent.telemetry.LogRelay;
import io.facet.models.store.ModelStore;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.JoinCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code facet-agent} does once it knows what this computer has: works for its master until it is stopped.
 *
 * @param profile of the agent
 * @param slots of this computer, which the master may change
 * @param allowed folders that may be read
 * @param store of model files
 * @param identity keeps memberships
 * @param log lines for the master
 * @param notices takes lines for people
 */
record AgentWork(
        Agent.Profile profile,
        AgentSlots slots,
        AllowedRoots allowed,
        ModelStore store,
        AgentIdentity identity,
        LogRelay log,
        Consumer<String> notices) {
    /** How long images under way may take after the agent was asked to stop. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);

    /**
     * Works as the agent that this program is or becomes; one that the master does not know any more becomes another if
     * there is a code.
     *
     * @throws ProtocolException if it cannot join, or the master refuses it for good
     */
    void joining(FindMembership memberships, Optional<MasterAddress> address, Optional<JoinCode> code)
            throws InterruptedException {
        Membership membership = memberships.find(address, code);
        try {
            as(membership);
            return;
        } catch (ProtocolException e) {
            if (e.code() != ProtocolException.Code.AGENT_REVOKED) {
                throw e;
            }
            identity.forget(membership);
            if (code.isEmpty()) {
                throw e;
            }
            notices.accept("The master does not know this agent any more. Joining anew with the code.");
        }
        as(memberships.find(address, code));
    }

    /** Works as that agent until this program is asked to end. */
    void as(Membership membership) throws InterruptedException {
        try (Agent agent = new Agent(
                profile,
                membership,
                slots,
                allowed,
                link -> new EngineRunPreparer(slots::now, new ModelFiles(store, link::content)),
                log,
                notices,
                this::keep)) {
            Thread hook = new Thread(() -> drain(agent), "facet-drain");
            Runtime.getRuntime().addShutdownHook(hook);
            notices.accept(
                    "%s has %d slots: %s.".formatted(profile.name(), slots.now().size(), devices()));
            try {
                agent.run();
            } finally {
                removeHook(hook);
            }
        }
    }

    /** A child's membership ends with its master. */
    private void keep(Membership membership) {
        if (!profile.local()) {
            identity.keep(membership);
        }
    }

    private String devices() {
        return slots.now().devices().stream()
                .map(d -> d.slotIds().size() + " on " + d.name())
                .collect(Collectors.joining(", "));
    }

    private void drain(Agent agent) {
        try {
            notices.accept("Stopping: finishing the images under way.");
            agent.drainAndStop(DRAIN_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook runs now: it is why the agent has ended
        }
    }
}
