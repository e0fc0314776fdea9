package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which agent works on which image, and when an image has ended.
 *
 * <p>A plain state machine: no thread, no clock, no input or output. One thread feeds it events, with the time in
 * nanoseconds where it matters, and calls {@link #deal} after them; what follows is said through {@link Effects} before
 * the method returns. The same events give the same effects, so that any history can be replayed in a test.
 */
public final class Scheduler {
    private static final int HANDED_IN_LIMIT = 4096;

    private final Policy policy;
    private final Effects effects;
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Map<String, OpenImage> openByPath = new HashMap<>();
    private final TreeMap<Long, OpenImage> openBySequence = new TreeMap<>();
    private final Deque<OpenImage> retries = new ArrayDeque<>();
    private final Deque<OpenImage> fresh = new ArrayDeque<>();
    /** Results of images that the scan has not come to: work that an agent did for a former master of this run. */
    private final Map<String, Outcome.Done> handedIn = new LinkedHashMap<>();

    private long nextLease = 1;
    private long nextSequence;
    private boolean scanComplete;
    private boolean gateOpen = true;

    public Scheduler(Policy policy, Effects effects) {
        this.policy = policy;
        this.effects = effects;
    }

    // ---- the dataset ----------------------------------------------------------------------------------------

    /** Whether {@link #add} should be called with more images. */
    public boolean wantsMore() {
        return !scanComplete
                && fresh.size() < policy.backlog()
                && (openBySequence.isEmpty() || nextSequence - openBySequence.firstKey() < policy.window());
    }

    /** An image that is to be worked on, in the order of the scan. */
    public void add(ImageItem item) {
        nextSequence = item.sequence() + 1;
        Outcome.Done already = handedIn.remove(item.path());
        if (already != null) {
            effects.settle(item, already);
            return;
        }
        OpenImage image = new OpenImage(item);
        openByPath.put(item.path(), image);
        openBySequence.put(item.sequence(), image);
        fresh.add(image);
    }

    /** There are no more images. */
    public void scanComplete() {
        scanComplete = true;
        handedIn.clear();
    }

    /** Whether every image has ended. */
    public boolean finished() {
        return scanComplete && openByPath.isEmpty();
    }

    /** Images that are lent out. */
    public int leased() {
        return leases.size();
    }

    /** Images that this agent holds. */
    public int leased(String agentId) {
        Agent agent = agents.get(agentId);
        return agent == null ? 0 : agent.held.size();
    }

    /** Images that wait for an agent. */
    public int waiting() {
        return fresh.size() + retries.size();
    }

    /** While the gate is closed nothing is lent; what is lent out goes on. */
    public void gate(boolean open) {
        gateOpen = open;
    }

    // ---- agents ---------------------------------------------------------------------------------------------

    public void join(String agentId, int slots) {
        agents.put(agentId, new Agent(agentId, slots));
    }

    /** The agent can take {@code credits} more images. */
    public void demand(String agentId, int credits) {
        Agent agent = agents.get(agentId);
        if (agent != null && !agent.draining) {
            agent.credits += credits;
        }
    }

    /** No more for this agent; what it has goes on. It asks anew when it is back. */
    public void drain(String agentId, boolean on) {
        Agent agent = agents.get(agentId);
        if (agent != null) {
            agent.draining = on;
            agent.credits = on ? 0 : agent.credits;
        }
    }

    /** The agent holds these leases and works on them or will. */
    public void renew(String agentId, List<Long> leaseIds, long now) {
        for (long id : leaseIds) {
            Lease lease = leases.get(id);
            if (lease != null && lease.agent.id.equals(agentId)) {
                lease.expires = now + policy.lease().toNanos();
            }
        }
    }

    /**
     * The agent is gone: what it had goes back to the front, in its old order.
     *
     * @param abruptly it did not say goodbye, so an image it worked on may be what ended it
     */
    public void leave(String agentId, boolean abruptly) {
        Agent agent = agents.remove(agentId);
        if (agent == null) {
            return;
        }
        List<Lease> held = new ArrayList<>(agent.held.values());
        // Agents work in the order of their leases: what the slots had in hand may be what brought the agent down.
        int suspects = abruptly ? Math.min(held.size(), agent.slots) : 0;
        for (int i = held.size() - 1; i >= 0; i--) {
            giveBack(held.get(i), i < suspects);
        }
    }

    /** Takes back leases that their agents have not renewed in time. To be called about once a second. */
    public void tick(long now) {
        Map<String, List<Long>> revoked = new LinkedHashMap<>();
        for (Lease lease : List.copyOf(leases.values())) {
            if (lease.expires - now < 0) {
                revoked.computeIfAbsent(lease.agent.id, id -> new ArrayList<>()).add(lease.id);
                giveBack(lease, true);
            }
        }
        revoked.forEach(effects::revoke);
    }

    // ---- outcomes -------------------------------------------------------------------------------------------

    /**
     * The agent has rows for an image. The lease may be over, or of a former master: the first rows for an image count,
     * whoever brings them, and later ones are forgotten.
     */
    public void done(String agentId, long leaseId, String path, Outcome.Done outcome) {
        OpenImage image = find(agentId, leaseId, path);
        if (image != null) {
            end(image, outcome, leaseId);
        } else if (!scanComplete && handedIn.size() < HANDED_IN_LIMIT) {
            handedIn.putIfAbsent(path, outcome);
        }
        effects.acknowledge(agentId, List.of(leaseId));
    }

    /** The agent could not make rows for an image on one of its slots. */
    public void failed(String agentId, long leaseId, String path, Attempt attempt) {
        OpenImage image = find(agentId, leaseId, path);
        if (image != null) {
            image.attempts++;
            if (!attempt.retryable() || image.attempts >= policy.attempts()) {
                end(
                        image,
                        new Outcome.Failed(attempt.reason(), attempt.message(), image.attempts + image.strikes),
                        leaseId);
            } else {
                image.failedOn.add(new FailedOn(agentId, attempt.slotId()));
                if (image.lease != null && image.lease.id == leaseId) {
                    release(image.lease);
                    retries.addFirst(image);
                }
            }
        }
        effects.acknowledge(agentId, List.of(leaseId));
    }

    /**
     * A try that failed.
     *
     * @param retryable false if the same bytes fail everywhere
     */
    public record Attempt(Reason reason, String message, boolean retryable, String slotId) {}

    // ---- inside ---------------------------------------------------------------------------------------------

    private @Nullable OpenImage find(String agentId, long leaseId, String path) {
        Lease lease = leases.get(leaseId);
        // A lease number of a former master may be in use for another image: only the path is the same for ever.
        if (lease != null
                && lease.agent.id.equals(agentId)
                && lease.image.item.path().equals(path)) {
            return lease.image;
        }
        return openByPath.get(path);
    }

    private void end(OpenImage image, Outcome outcome, long leaseId) {
        openByPath.remove(image.item.path());
        openBySequence.remove(image.item.sequence());
        Lease other = image.lease;
        if (other == null) {
            fresh.remove(image);
            retries.remove(image);
        } else {
            release(other);
            if (other.id != leaseId) {
                effects.revoke(other.agent.id, List.of(other.id));
            }
        }
        effects.settle(image.item, outcome);
    }

    private void giveBack(Lease lease, boolean strike) {
        release(lease);
        OpenImage image = lease.image;
        if (strike && ++image.strikes >= policy.strikes()) {
            end(
                    image,
                    new Outcome.Failed(
                            Reason.GAVE_UP,
                            "Agents stopped or went silent %d times while they worked on it.".formatted(image.strikes),
                            image.attempts + image.strikes),
                    lease.id);
        } else {
            retries.addFirst(image);
        }
    }

    private void release(Lease lease) {
        leases.remove(lease.id);
        lease.agent.held.remove(lease.id);
        lease.image.lease = null;
        effects.over(lease.id);
    }

    /**
     * Deals images to the agents that asked, one each in turn, until images or credits run out. To be called after
     * every event or batch of them.
     */
    public void deal(long now) {
        if (!gateOpen || waiting() == 0) {
            return;
        }
        Map<Agent, List<Grant>> granted = new LinkedHashMap<>();
        boolean progress = true;
        while (progress && waiting() > 0) {
            progress = false;
            for (Agent agent : agents.values()) {
                if (agent.credits > 0) {
                    Optional<OpenImage> next = next(agent);
                    if (next.isPresent()) {
                        granted.computeIfAbsent(agent, a -> new ArrayList<>()).add(grant(agent, next.get(), now));
                        progress = true;
                    }
                }
            }
        }
        granted.forEach((agent, grants) -> effects.lease(agent.id, grants));
    }

    private Optional<OpenImage> next(Agent agent) {
        for (Iterator<OpenImage> i = retries.iterator(); i.hasNext(); ) {
            OpenImage image = i.next();
            if (!image.failedOnAgent(agent.id) || !someoneElseCan(image)) {
                i.remove();
                return Optional.of(image);
            }
        }
        return Optional.ofNullable(fresh.poll());
    }

    private boolean someoneElseCan(OpenImage image) {
        return agents.values().stream().anyMatch(a -> !a.draining && a.slots > 0 && !image.failedOnAgent(a.id));
    }

    private Grant grant(Agent agent, OpenImage image, long now) {
        Lease lease = new Lease(nextLease++, agent, image);
        lease.expires = now + policy.lease().toNanos();
        leases.put(lease.id, lease);
        agent.held.put(lease.id, lease);
        agent.credits--;
        image.lease = lease;
        return new Grant(lease.id, image.item, image.attempts + image.strikes + 1, image.slotsToAvoid(agent.id));
    }

    private static final class Agent {
        final String id;
        final int slots;
        final Map<Long, Lease> held = new LinkedHashMap<>();
        int credits;
        boolean draining;

        Agent(String id, int slots) {
            this.id = id;
            this.slots = slots;
        }
    }

    private static final class Lease {
        final long id;
        final Agent agent;
        final OpenImage image;
        long expires;

        Lease(long id, Agent agent, OpenImage image) {
            this.id = id;
            this.agent = agent;
            this.image = image;
        }
    }

    private record FailedOn(String agentId, String slotId) {}

    private static final class OpenImage {
        final ImageItem item;
        final List<FailedOn> failedOn = new ArrayList<>(0);
        int attempts;
        int strikes;

        @Nullable
        Lease lease;

        OpenImage(ImageItem item) {
            this.item = item;
        }

        boolean failedOnAgent(String agentId) {
            return failedOn.stream().anyMatch(f -> f.agentId().equals(agentId));
        }

        List<String> slotsToAvoid(String agentId) {
            return failedOn.stream()
                    .filter(f -> f.agentId().equals(agentId))
                    .map(FailedOn::slotId)
                    .toList();
        }
    }
}
