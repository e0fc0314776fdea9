package io.facet.app.master.schedule;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.facet.app.master.scan.ImageItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a scheduler, kept as plainly as can be beside it: hears the same events and every effect, and
 * fails at the first contradiction.
 */
final class Account implements Effects {

    /** An image that was added. */
    static final class Image {
        ImageItem item;
        final Set<String> failedSlots = new HashSet<>();
        final Set<String> failedAgents = new HashSet<>();
        final Set<Long> failedTries = new HashSet<>();
        int strikes;
        int formerTries;
        boolean lentOnce;
        boolean settled;
        boolean withoutRow;
        long lease;
        long expires;

        Image(ImageItem item) {
            this.item = item;
        }
    }

    /** An agent that the master believes to be there. */
    static final class Agent {
        final String id;
        int slots;
        final Consumer<Message> inbox;
        final Map<Long, Image> held = new LinkedHashMap<>();
        int credits;
        boolean draining;

        Agent(String id, int slots, Consumer<Message> inbox) {
            this.id = id;
            this.slots = slots;
            this.inbox = inbox;
        }

        boolean mayTake(Image image) {
            return !draining && slots > 0 && !image.failedAgents.contains(id);
        }

        boolean isAtWork() {
            return credits > 0 || !held.isEmpty();
        }
    }

    /** What an agent hears. */
    sealed interface Message {
        record Lent(Grant grant) implements Message {}

        record Acknowledged(long leaseId, String path) implements Message {}

        record Revoked(long leaseId) implements Message {}
    }

    /** What an agent says of an image. */
    record Answer(String agentId, long leaseId, String path, boolean done) {}

    final Map<String, Agent> agents = new LinkedHashMap<>();
    final Map<String, Image> images = new LinkedHashMap<>();
    final List<String> trace = new ArrayList<>();
    boolean tracing;
    boolean gate = true;
    boolean scanned;
    boolean ticking;
    long now;
    long lastTick;

    private final Policy policy;
    private final Map<String, Image> open = new LinkedHashMap<>();
    private final Map<Long, Image> leases = new HashMap<>();
    private final Set<Long> usedLeases = new HashSet<>();
    private long lastLease;
    private long lastChecked;
    private long lastAdded = -1;
    private int settled;
    private @Nullable Answer unanswered;
    private @Nullable Image lastOver;

    Account(Policy policy) {
        this.policy = policy;
    }

    // ---- what happens ---------------------------------------------------------------------------------------

    void added(ImageItem item) {
        // Images that have an outcome already leave gaps, so that the last one may lie further ahead.
        open.values().stream()
                .mapToLong(i -> i.item.sequence())
                .filter(sequence -> sequence != ImageItem.UNORDERED)
                .min()
                .ifPresent(oldest -> require(
                        lastAdded + 1 - oldest < policy.window(), "the scan ran %d ahead", lastAdded + 1 - oldest));
        Image image = new Image(item);
        images.put(item.path(), image);
        open.put(item.path(), image);
        lastAdded = item.sequence();
    }

    /** Images that ended without a row. */
    List<String> failures() {
        return images.values().stream()
                .filter(i -> i.withoutRow)
                .map(i -> i.item.path())
                .toList();
    }

    /** Its failure was taken back: it begins anew. */
    void again(ImageItem item, int tries) {
        Image image = present(images.get(item.path()), "%s was never added", item.path());
        image.item = item;
        image.failedSlots.clear();
        image.failedAgents.clear();
        image.failedTries.clear();
        image.strikes = 0;
        image.formerTries = tries;
        image.settled = false;
        image.withoutRow = false;
        settled--;
        open.put(item.path(), image);
    }

    void gone(String id, boolean abruptly) {
        Agent agent = agents.remove(id);
        if (agent != null && abruptly) {
            agent.held.values().stream().limit(agent.slots).forEach(i -> i.strikes++);
        }
    }

    void renewed(String id, List<Long> leaseIds) {
        Agent agent = agents.get(id);
        if (agent != null) {
            leaseIds.stream().map(agent.held::get).forEach(image -> {
                if (image != null) {
                    image.expires = now + policy.lease().toNanos();
                }
            });
        }
    }

    void failed(Answer answer, String slotId, long tryNumber) {
        Image image = images.get(answer.path);
        if (image != null) {
            image.failedTries.add(tryNumber);
            image.failedSlots.add(answer.agentId + " " + slotId);
            image.failedAgents.add(answer.agentId);
        }
    }

    void expectAcknowledgement(Answer answer) {
        unanswered = answer;
    }

    void expectNothingMore() {
        require(unanswered == null, "%s was not acknowledged", unanswered);
    }

    /** Unless the scan has not come to it, the image must have ended. */
    void expectSettled(String path) {
        require(!open.containsKey(path), "%s has not ended", path);
    }

    // ---- what the scheduler decides -------------------------------------------------------------------------

    @Override
    public void lease(String agentId, List<Grant> grants) {
        Agent agent = present(agents.get(agentId), "%s was lent images and is not there", agentId);
        require(gate, "images were lent while the gate is closed");
        for (Grant grant : grants) {
            note("  %s lent to %s as %d", grant.item().path(), agentId, grant.leaseId());
            lease(agent, grant);
            agent.inbox.accept(new Message.Lent(grant));
        }
    }

    private void lease(Agent agent, Grant grant) {
        Image image = present(
                open.get(grant.item().path()),
                "%s was lent and is not open",
                grant.item().path());
        require(
                !agent.draining,
                "%s was lent to %s, who is draining",
                grant.item().path(),
                agent.id);
        require(agent.credits-- > 0, "%s was lent more than it asked for", agent.id);
        require(usedLeases.add(grant.leaseId()), "lease %d was used before", grant.leaseId());
        require(image.lease == 0, "%s is lent out twice", image.item.path());
        require(image.strikes < policy.strikes(), "%s was lent after too many strikes", image.item.path());
        require(
                grant.attempt() > image.formerTries
                        && grant.attempt() < image.formerTries + policy.attempts() + policy.strikes(),
                "attempt %d",
                grant.attempt());
        Set<String> avoid = new HashSet<>();
        grant.avoidSlots().forEach(slot -> avoid.add(agent.id + " " + slot));
        Set<String> failed = new HashSet<>(image.failedSlots);
        failed.removeIf(slot -> !slot.startsWith(agent.id + " "));
        require(avoid.equals(failed), "%s is to avoid %s and failed on %s", image.item.path(), avoid, failed);
        lastLease = Math.max(lastLease, grant.leaseId());
        image.lease = grant.leaseId();
        image.lentOnce = true;
        image.expires = now + policy.lease().toNanos();
        leases.put(grant.leaseId(), image);
        agent.held.put(grant.leaseId(), image);
    }

    @Override
    public void over(long leaseId) {
        Image image = present(leases.remove(leaseId), "lease %d ended twice, or never began", leaseId);
        image.lease = 0;
        image.strikes += ticking ? 1 : 0;
        lastOver = image;
        agents.values().forEach(a -> a.held.remove(leaseId));
    }

    @Override
    public void requeued(ImageItem item) {
        Image image = present(open.get(item.path()), "%s was requeued and is not open", item.path());
        require(image.lease == 0 && image == lastOver, "%s was requeued and is not back", item.path());
    }

    @Override
    public void settle(ImageItem item, Outcome outcome) {
        note("  %s settled", item.path());
        Image image = present(images.get(item.path()), "%s was settled and never added", item);
        require(!image.settled, "%s was settled twice", item.path());
        require(image.lease == 0, "%s was settled and is lent out", item.path());
        image.settled = true;
        settled++;
        open.remove(item.path());
        switch (outcome) {
            case Outcome.Done done ->
                require(done.rows().getFirst().toStringUtf8().equals(item.path()), "%s has the rows of another", item);
            case Outcome.Failed failed -> settledWithoutRow(image, failed);
        }
    }

    private void settledWithoutRow(Image image, Outcome.Failed failed) {
        String path = image.item.path();
        int tries = image.failedTries.size();
        image.withoutRow = true;
        int attempts = failed.attempts() - image.formerTries;
        require(attempts < policy.attempts() + policy.strikes(), "%d attempts", attempts);
        switch (failed.reason()) {
            case GAVE_UP -> require(image.strikes >= policy.strikes(), "%s was given up too early", path);
            case MODEL_ERROR -> require(tries >= policy.attempts(), "%s ended after %d real tries", path, tries);
            case UNREADABLE, TOO_LARGE, NO_FACE -> require(tries > 0, "%s ended without a try", path);
        }
    }

    @Override
    public void acknowledge(String agentId, List<Long> leaseIds) {
        Answer answer = present(unanswered, "%s was acknowledged out of the blue", leaseIds);
        require(answer.agentId.equals(agentId) && leaseIds.equals(List.of(answer.leaseId)), "another was acknowledged");
        require(!answer.done || !open.containsKey(answer.path), "%s was acknowledged and is not settled", answer.path);
        unanswered = null;
        Agent agent = agents.get(agentId);
        if (agent != null) {
            agent.inbox.accept(new Message.Acknowledged(answer.leaseId, answer.path));
        }
    }

    @Override
    public void revoke(String agentId, List<Long> leaseIds) {
        Agent agent = agents.get(agentId);
        for (long id : leaseIds) {
            note("  %d revoked", id);
            require(!leases.containsKey(id), "lease %d was revoked and goes on", id);
            if (agent != null) {
                agent.inbox.accept(new Message.Revoked(id));
            }
        }
    }

    // ---- what must be true at any time ----------------------------------------------------------------------

    void check(Scheduler scheduler) {
        long untouched = open.values().stream().filter(i -> !i.lentOnce).count();
        require(untouched <= policy.backlog(), "%d images in the backlog", untouched);
        require(scheduler.leased() == leases.size(), "leased() is %d", scheduler.leased());
        require(scheduler.waiting() == open.size() - leases.size(), "waiting() is %d", scheduler.waiting());
        require(scheduler.finished() == (scanned && open.isEmpty()), "finished() is %s", scheduler.finished());
        leases.forEach((id, image) -> require(image.expires - lastTick >= 0, "lease %d is not taken back", id));
        for (Agent agent : agents.values()) {
            require(scheduler.leased(agent.id) == agent.held.size(), "leased(%s) is wrong", agent.id);
            agent.held.values().forEach(image -> checkPlace(agent, image));
        }
        if (gate) {
            open.values().stream().filter(i -> i.lease == 0).forEach(this::checkWaiting);
        }
        lastChecked = lastLease;
    }

    /** An image waits until somebody asks; if all who ask have failed it, until another does, who could. */
    private void checkWaiting(Image image) {
        for (Agent agent : agents.values()) {
            boolean fair = agent.credits <= 0
                    || (image.failedAgents.contains(agent.id)
                            && agents.values().stream().anyMatch(a -> a.mayTake(image)));
            require(fair, "%s waits, and %s has asked", image.item.path(), agent.id);
        }
    }

    /** An image is not lent again to an agent that failed it while another is at work that has not. */
    private void checkPlace(Agent agent, Image image) {
        if (image.lease > lastChecked && image.failedAgents.contains(agent.id)) {
            for (Agent other : agents.values()) {
                boolean better = other.mayTake(image) && other.isAtWork();
                require(!better, "%s is at %s again, not at %s", image.item.path(), agent.id, other.id);
            }
        }
    }

    void checkEnd(int dataset) {
        require(scanned, "the scan was stopped for ever after %d images", images.size());
        require(images.size() == dataset, "%d of %d images found", images.size(), dataset);
        require(open.isEmpty(), "these never ended: %s", open.keySet());
        require(settled == images.size(), "%d of %d images settled", settled, images.size());
    }

    @FormatMethod
    void note(@FormatString String what, @Nullable Object... of) {
        if (tracing) {
            trace.add(String.format(what, of));
        }
    }

    @FormatMethod
    private static void require(boolean holds, @FormatString String otherwise, @Nullable Object... of) {
        if (!holds) {
            throw new AssertionError(String.format(otherwise, of));
        }
    }

    @FormatMethod
    private static <T> T present(@Nullable T value, @FormatString String otherwise, @Nullable Object... of) {
        if (value == null) {
            throw new AssertionError(String.format(otherwise, of));
        }
        return value;
    }
}
