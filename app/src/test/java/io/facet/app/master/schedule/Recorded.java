package io.facet.app.master.schedule;

import com.google.protobuf.ByteString;
import io.facet.app.master.scan.ImageItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scheduler with short names for what happens to it, and everything that it decided. */
final class Recorded implements Effects {
    static final Policy POLICY = new Policy(3, 2, Duration.ofSeconds(30), 100, 1000);

    final Scheduler scheduler;
    /** Paths by agent, in the order in which they were lent. */
    final Map<String, List<String>> lent = new LinkedHashMap<>();

    private final Map<String, Grant> grants = new HashMap<>();
    final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    final List<String> acknowledged = new ArrayList<>();
    final List<String> revoked = new ArrayList<>();
    final List<String> requeued = new ArrayList<>();
    int mostRevoked;
    long added;
    private long now;

    Recorded(Policy policy) {
        scheduler = new Scheduler(policy, this);
    }

    Recorded() {
        this(POLICY);
    }

    Recorded images(String... paths) {
        for (String path : paths) {
            scheduler.add(new ImageItem(added++, path, 1));
        }
        return deal();
    }

    Recorded scanComplete() {
        scheduler.scanComplete();
        return deal();
    }

    Recorded join(String agent, int slots) {
        scheduler.join(agent, slots);
        return deal();
    }

    Recorded demand(String agent, int credits) {
        scheduler.demand(agent, credits);
        return deal();
    }

    /** An agent joins and asks, in one go. */
    Recorded agent(String agent, int slots, int credits) {
        return join(agent, slots).demand(agent, credits);
    }

    Recorded drain(String agent, boolean on) {
        scheduler.drain(agent, on);
        return deal();
    }

    Recorded leave(String agent, boolean abruptly) {
        scheduler.leave(agent, abruptly);
        return deal();
    }

    Recorded pass(Duration time) {
        now += time.toNanos();
        scheduler.tick(now);
        return deal();
    }

    Recorded renew(String agent, String path) {
        scheduler.renew(agent, List.of(leaseOf(path)), now);
        return deal();
    }

    Recorded done(String agent, String path) {
        return done(agent, leaseOf(path), path);
    }

    Recorded done(String agent, long leaseId, String path) {
        scheduler.done(agent, leaseId, path, row(agent, path));
        return deal();
    }

    /** The model failed on it, on the slot {@code cpu-0}. */
    Recorded failed(String agent, String path) {
        return failed(agent, leaseOf(path), path, "cpu-0");
    }

    Recorded failed(String agent, long leaseId, String path, String slot) {
        return failed(agent, leaseId, path, new Scheduler.Attempt(Reason.MODEL_ERROR, "no", true, slot));
    }

    Recorded failed(String agent, long leaseId, String path, Scheduler.Attempt attempt) {
        scheduler.failed(agent, leaseId, path, attempt);
        return deal();
    }

    Recorded deal() {
        scheduler.deal(now);
        return this;
    }

    static Outcome.Done row(String agent, String path) {
        return new Outcome.Done(
                List.of(ByteString.copyFromUtf8(path)), new Outcome.Worker(agent, "cpu-0", "cpu", 0, 0, 0, 0));
    }

    /** The number of the last lease of {@code path}. */
    long leaseOf(String path) {
        return grant(path).leaseId();
    }

    /** What was last said when {@code path} was lent. */
    Grant grant(String path) {
        Grant grant = grants.get(path);
        if (grant == null) {
            throw new AssertionError(path + " was never lent");
        }
        return grant;
    }

    List<String> lentTo(String agent) {
        return lent.getOrDefault(agent, List.of());
    }

    @Override
    public void lease(String agentId, List<Grant> next) {
        for (Grant grant : next) {
            grants.put(grant.item().path(), grant);
            lent.computeIfAbsent(agentId, id -> new ArrayList<>())
                    .add(grant.item().path());
        }
    }

    @Override
    public void over(long leaseId) {}

    @Override
    public void requeued(ImageItem item) {
        requeued.add(item.path());
    }

    @Override
    public void settle(ImageItem item, Outcome outcome) {
        outcomes.put(item.path(), outcome);
    }

    @Override
    public void acknowledge(String agentId, List<Long> leaseIds) {
        leaseIds.forEach(id -> acknowledged.add(agentId + " " + id));
    }

    @Override
    public void revoke(String agentId, List<Long> leaseIds) {
        mostRevoked = Math.max(mostRevoked, leaseIds.size());
        leaseIds.forEach(id -> revoked.add(agentId + " " + id));
    }
}
