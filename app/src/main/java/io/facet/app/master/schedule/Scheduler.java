package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import io.facet.protocol.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Policy policy;
    private final Effects effects;
    private final Map<String, Borrower> agents = new LinkedHashMap<>();
    private final Map<Long, Lease> leases = new LinkedHashMap<>();
    private final Map<String, OpenImage> openByPath = new HashMap<>();
    private final TreeMap<Long, OpenImage> openBySequence = new TreeMap<>();
    private final Deque<OpenImage> retries = new ArrayDeque<>();
    private final Deque<OpenImage> fresh = new ArrayDeque<>();
    private final HandedIn handedIn = new HandedIn();

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
        Outcome.Done already = handedIn.take(item.path());
        if (already != null) {
            effects.settle(item, already);
            return;
        }
        OpenImage image = new OpenImage(item);
        openByPath.put(item.path(), image);
        openBySequence.put(item.sequence(), image);
        fresh.add(image);
    }

    /**
     * An image that had ended is worked on again, before those that have not been tried. It has no place in the order of
     * the scan any more.
     *
     * @param tries how often it was tried before
     */
    public void again(ImageItem item, int tries) {
        if (!openByPath.containsKey(item.path())) {
            OpenImage image = new OpenImage(item, tries);
            openByPath.put(item.path(), image);
            retries.addLast(image);
        }
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
        Borrower agent = agents.get(agentId);
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

    /** The agent is there. If it was there already, it has come back before its going was noticed. */
    public void join(String agentId, int slots) {
        leave(agentId, true);
        agents.put(agentId, new Borrower(agentId, slots));
    }

    /** The agent can take {@code credits} more images; what goes beyond {@link Limits#CREDITS} is forgotten. */
    public void demand(String agentId, int credits) {
        Borrower agent = agents.get(agentId);
        if (agent != null) {
            agent.demand(credits);
        }
    }

    /** No more for this agent; what it has goes on. It asks anew when it is back. */
    public void drain(String agentId, boolean on) {
        Borrower agent = agents.get(agentId);
        if (agent != null) {
            agent.drain(on);
        }
    }

    /** The agent has so many slots from now on. */
    public void slots(String agentId, int slots) {
        Borrower agent = agents.get(agentId);
        if (agent != null) {
            agent.slots = slots;
        }
    }

    /** The agent can take no images until it asks anew: it loads its models. */
    public void forgetDemand(String agentId) {
        Borrower agent = agents.get(agentId);
        if (agent != null) {
            agent.forgetDemand();
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
        Borrower agent = agents.remove(agentId);
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
        List<Lease> over =
                leases.values().stream().filter(l -> l.expires - now < 0).toList();
        // The youngest first, so that the oldest is at the very front in the end.
        for (Lease lease : over.reversed()) {
            revoked.computeIfAbsent(lease.agent.id, id -> new ArrayList<>()).add(lease.id);
            giveBack(lease, true);
        }
        revoked.forEach((agentId, leaseIds) -> {
            for (int from = 0; from < leaseIds.size(); from += Limits.BATCH) {
                effects.revoke(
                        agentId, List.copyOf(leaseIds.subList(from, Math.min(leaseIds.size(), from + Limits.BATCH))));
            }
        });
    }

    // ---- outcomes -------------------------------------------------------------------------------------------

    /**
     * The agent has rows for an image. The lease may be over, or of a former master: the first rows for an image count,
     * whoever brings them, and later ones are forgotten.
     */
    public void done(String agentId, long leaseId, String path, Outcome.Done outcome) {
        Lease lease = live(agentId, leaseId, path);
        OpenImage image = lease == null ? openByPath.get(path) : lease.image;
        if (image != null) {
            end(image, outcome, lease);
        } else if (!scanComplete && leaseId >= nextLease) {
            // A lease of this scheduler's own is over because its image has ended; any other is of a former master.
            handedIn.keep(path, outcome);
        }
        effects.acknowledge(agentId, List.of(leaseId));
    }

    /** The agent could not make rows for an image on one of its slots. */
    public void failed(String agentId, long leaseId, String path, Attempt attempt) {
        Lease lease = live(agentId, leaseId, path);
        OpenImage image = lease == null ? openByPath.get(path) : lease.image;
        if (image != null && (lease != null || isNews(image, agentId, attempt))) {
            int attempts = image.failed(agentId, attempt.slotId());
            if (!attempt.retryable() || attempts >= policy.attempts()) {
                end(image, new Outcome.Failed(attempt.reason(), attempt.message(), image.tries()), lease);
            } else if (lease != null) {
                requeue(lease);
            }
        }
        effects.acknowledge(agentId, List.of(leaseId));
    }

    /** Whether a failure without its lease says anything new: one that is known was sent again after a cut. */
    private static boolean isNews(OpenImage image, String agentId, Attempt attempt) {
        return !attempt.retryable() || !image.hasFailedOn(agentId, attempt.slotId());
    }

    /**
     * A try that failed.
     *
     * @param retryable false if the same bytes fail everywhere
     */
    public record Attempt(Reason reason, String message, boolean retryable, String slotId) {}

    // ---- inside ---------------------------------------------------------------------------------------------

    /** A lease number of a former master may be in use for another image: only the path is the same for ever. */
    private @Nullable Lease live(String agentId, long leaseId, String path) {
        Lease lease = leases.get(leaseId);
        return lease != null
                        && lease.agent.id.equals(agentId)
                        && lease.image.item.path().equals(path)
                ? lease
                : null;
    }

    /**
     * The image has ended.
     *
     * @param answered the lease whose holder knows that already
     */
    private void end(OpenImage image, Outcome outcome, @Nullable Lease answered) {
        openByPath.remove(image.item.path());
        openBySequence.remove(image.item.sequence());
        Lease lease = image.lease;
        if (lease != null) {
            release(lease);
            if (lease != answered) {
                effects.revoke(lease.agent.id, List.of(lease.id));
            }
        } else if (!retries.remove(image)) {
            fresh.remove(image);
        }
        effects.settle(image.item, outcome);
    }

    private void giveBack(Lease lease, boolean strike) {
        OpenImage image = lease.image;
        int strikes = strike ? image.strike() : 0;
        if (strikes >= policy.strikes()) {
            String message = "Agents stopped or went silent %d times while they worked on it.".formatted(strikes);
            end(image, new Outcome.Failed(Reason.GAVE_UP, message, image.tries()), lease);
        } else {
            requeue(lease);
        }
    }

    private void requeue(Lease lease) {
        release(lease);
        retries.addFirst(lease.image);
        effects.requeued(lease.image.item);
    }

    private void release(Lease lease) {
        leases.remove(lease.id);
        lease.agent.held.remove(lease.id);
        lease.image.lease = null;
        effects.over(lease.id);
    }

    /**
     * Deals images to the agents that asked, one each in turn, until images or credits run out. To be called after
     * every event or batch of them, and about once a second.
     */
    public void deal(long now) {
        agents.values().forEach(agent -> agent.look(now));
        if (!gateOpen) {
            return;
        }
        Map<Borrower, List<Grant>> granted = new LinkedHashMap<>();
        boolean progress = true;
        while (progress && waiting() > 0) {
            progress = false;
            for (Borrower agent : agents.values()) {
                OpenImage next = agent.canTakeOne() ? next(agent, now) : null;
                if (next != null) {
                    granted.computeIfAbsent(agent, a -> new ArrayList<>()).add(grant(agent, next, now));
                    progress = true;
                }
            }
        }
        granted.forEach((agent, grants) -> effects.lease(agent.id, grants));
    }

    private @Nullable OpenImage next(Borrower agent, long now) {
        if (!agent.nothingToRetry) {
            for (Iterator<OpenImage> i = retries.iterator(); i.hasNext(); ) {
                OpenImage image = i.next();
                if (!image.hasFailedOn(agent.id) || !someoneElseCan(image, now)) {
                    i.remove();
                    return image;
                }
            }
            agent.nothingToRetry = true;
        }
        return fresh.poll();
    }

    private boolean someoneElseCan(OpenImage image, long now) {
        for (Borrower agent : agents.values()) {
            if (agent.takesPart(now, policy.lease()) && !image.hasFailedOn(agent.id)) {
                return true;
            }
        }
        return false;
    }

    private Grant grant(Borrower agent, OpenImage image, long now) {
        Lease lease = new Lease(nextLease++, agent, image, now + policy.lease().toNanos());
        leases.put(lease.id, lease);
        agent.take(lease);
        image.lease = lease;
        return new Grant(lease.id, image.item, image.tries() + 1, image.slotsToAvoid(agent.id));
    }
}
