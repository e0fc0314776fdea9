package io.facet.app.master.schedule;

import com.google.protobuf.ByteString;
import io.facet.app.master.scan.ImageItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A scheduler with an {@link Account} beside it: every event goes to both, then images are dealt and all is checked. */
final class CheckedScheduler {
    static final long SECOND = 1_000_000_000;

    final Account account;
    private final Set<String> handedIn = new HashSet<>();
    private final Scheduler scheduler;

    CheckedScheduler(Policy policy) {
        account = new Account(policy);
        account.now = Long.MAX_VALUE - 100 * SECOND; // System.nanoTime may overflow too
        account.lastTick = account.now;
        scheduler = new Scheduler(policy, account);
    }

    boolean wantsMore() {
        return scheduler.wantsMore();
    }

    boolean finished() {
        return scheduler.finished();
    }

    void add(ImageItem item) {
        account.note("%s found", item.path());
        account.added(item);
        scheduler.add(item);
        if (handedIn.contains(item.path())) {
            account.expectSettled(item.path());
        }
        dealAndCheck();
    }

    void scanComplete() {
        account.note("scan complete");
        account.scanned = true;
        scheduler.scanComplete();
        dealAndCheck();
    }

    void gate(boolean on) {
        account.note("gate %s", on ? "opens" : "closes");
        account.gate = on;
        scheduler.gate(on);
        dealAndCheck();
    }

    void join(String id, int slots, Consumer<Account.Message> inbox) {
        account.note("%s joins with %d slots", id, slots);
        account.gone(id, true);
        account.agents.put(id, new Account.Agent(id, slots, inbox));
        scheduler.join(id, slots);
        dealAndCheck();
    }

    void demand(String id, int credits) {
        account.note("%s asks for %d", id, credits);
        Account.Agent agent = account.agents.get(id);
        if (agent != null && !agent.draining) {
            agent.credits += credits;
        }
        scheduler.demand(id, credits);
        dealAndCheck();
    }

    void drain(String id, boolean on) {
        account.note("%s %s", id, on ? "drains" : "is back");
        Account.Agent agent = account.agents.get(id);
        if (agent != null) {
            agent.draining = on;
            agent.credits = on ? 0 : agent.credits;
        }
        scheduler.drain(id, on);
        dealAndCheck();
    }

    /** It loads its models. */
    void forgetDemand(String id) {
        account.note("%s loads", id);
        Account.Agent agent = account.agents.get(id);
        if (agent != null) {
            agent.credits = 0;
        }
        scheduler.forgetDemand(id);
        dealAndCheck();
    }

    void slots(String id, int slots) {
        account.note("%s has %d slots", id, slots);
        Account.Agent agent = account.agents.get(id);
        if (agent != null) {
            agent.slots = slots;
        }
        scheduler.slots(id, slots);
        dealAndCheck();
    }

    /** The failure of an image is taken back. */
    void again(String path, int tries) {
        account.note("%s is tried again after %d tries", path, tries);
        ImageItem item = new ImageItem(ImageItem.UNORDERED, path, 1);
        account.again(item, tries);
        scheduler.again(item, tries);
        dealAndCheck();
    }

    void renew(String id, List<Long> leaseIds) {
        account.note("%s renews %s", id, leaseIds);
        account.renewed(id, leaseIds);
        scheduler.renew(id, leaseIds, account.now);
        dealAndCheck();
    }

    void leave(String id, boolean abruptly) {
        account.note("%s leaves %s", id, abruptly ? "abruptly" : "in order");
        account.gone(id, abruptly);
        scheduler.leave(id, abruptly);
        dealAndCheck();
    }

    void pass(long nanos) {
        account.note("%d s pass", nanos / SECOND);
        account.now += nanos;
        account.lastTick = account.now;
        account.ticking = true;
        scheduler.tick(account.now);
        account.ticking = false;
        dealAndCheck();
    }

    /** The agent has a row for {@code path}: in this world, the path itself. */
    void done(String id, long leaseId, String path) {
        account.note("%s has %s, as %d", id, path, leaseId);
        account.expectAcknowledgement(new Account.Answer(id, leaseId, path, true));
        scheduler.done(
                id,
                leaseId,
                path,
                new Outcome.Done(
                        List.of(ByteString.copyFromUtf8(path)), new Outcome.Worker(id, "cpu-0", "cpu", 0, 0, 0, 0)));
        account.expectNothingMore();
        if (leaseId >= SimulatedAgent.FIRST_OWN_NUMBER && !account.images.containsKey(path)) {
            handedIn.add(path);
        }
        dealAndCheck();
    }

    /**
     * The agent failed {@code path}.
     *
     * @param tryNumber tells real tries from the same failure sent again
     */
    void failed(String id, long leaseId, String path, Scheduler.Attempt attempt, long tryNumber) {
        account.note("%s failed %s on %s, as %d", id, path, attempt.slotId(), leaseId);
        Account.Answer answer = new Account.Answer(id, leaseId, path, false);
        account.failed(answer, attempt.slotId(), tryNumber);
        account.expectAcknowledgement(answer);
        scheduler.failed(id, leaseId, path, attempt);
        account.expectNothingMore();
        if (!attempt.retryable()) {
            account.expectSettled(path);
        }
        dealAndCheck();
    }

    private void dealAndCheck() {
        scheduler.deal(account.now);
        account.check(scheduler);
    }
}
