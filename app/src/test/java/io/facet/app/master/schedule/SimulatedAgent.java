package io.facet.app.master.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent with its half of the wire, in a world without threads. Behaves like the real one, whatever breaks. */
final class SimulatedAgent {
    /** As agents number what they began for a master that they lost. */
    static final long FIRST_OWN_NUMBER = 1L << 62;

    /** How an image behaves when it is worked on. */
    enum Nature {
        GOOD,
        BROKEN_FILE,
        MODEL_FAILS,
        CRASHES_AGENT
    }

    private static final class Task {
        long leaseId;
        final String path;
        final long number;
        final List<String> avoidSlots;
        Scheduler.@Nullable Attempt failure;
        boolean finished;

        Task(long leaseId, String path, long number, List<String> avoidSlots) {
            this.leaseId = leaseId;
            this.path = path;
            this.number = number;
            this.avoidSlots = avoidSlots;
        }
    }

    final String id;
    private final int slots;
    private final Set<Integer> brokenSlots;
    private final boolean asks;
    private final SimulatedRun run;
    private final Random random;
    private final Deque<Account.Message> inbox = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();
    private boolean connected;
    private long connection;
    private long nextOwnNumber = FIRST_OWN_NUMBER + 100;
    private int asked;

    /** @param asks false for one that never can take part: it stays connected and asks for nothing */
    SimulatedAgent(String id, int slots, Set<Integer> brokenSlots, boolean asks, SimulatedRun run, Random random) {
        this.id = id;
        this.slots = slots;
        this.brokenSlots = brokenSlots;
        this.asks = asks;
        this.run = run;
        this.random = random;
    }

    boolean isConnected() {
        return connected;
    }

    /**
     * It did this for a former master of the run.
     *
     * @param leaseId that master's number, which may be in use for something else
     */
    void hasFrom(String path, long leaseId) {
        Task task = new Task(leaseId, path, run.nextTry(), List.of());
        task.finished = true;
        tasks.add(task);
    }

    void connect() {
        connected = true;
        inbox.clear();
        asked = 0;
        long mine = ++connection;
        run.master().join(id, slots, message -> {
            if (connected && mine == connection) {
                inbox.add(message);
            }
        });
    }

    /** What was on the wire is lost; what was begun goes on under numbers of its own. */
    void lose() {
        connected = false;
        inbox.clear();
        tasks.removeIf(t -> !t.finished && random.nextBoolean());
        tasks.forEach(t -> t.leaseId = nextOwnNumber++);
    }

    void crash() {
        connected = false;
        inbox.clear();
        tasks.clear();
    }

    void leaveInOrder() {
        crash();
        run.master().leave(id, false);
    }

    void drain(boolean on) {
        asked = 0;
        run.master().drain(id, on);
    }

    /** It takes no images until it asks anew. */
    void load() {
        asked = 0;
        run.master().forgetDemand(id);
    }

    void demand(int credits) {
        if (asks) {
            asked += credits;
            run.master().demand(id, credits);
        }
    }

    int asked() {
        return asked;
    }

    int held() {
        return tasks.size();
    }

    void renew() {
        run.master().renew(id, tasks.stream().map(t -> t.leaseId).toList());
    }

    /** Renews a lease that may be anybody's. */
    void renew(long leaseId) {
        run.master().renew(id, List.of(leaseId));
    }

    void read(int messages) {
        for (int i = 0; i < messages && !inbox.isEmpty(); i++) {
            switch (inbox.remove()) {
                case Account.Message.Lent(Grant grant) -> {
                    asked = Math.max(0, asked - 1);
                    tasks.add(new Task(grant.leaseId(), grant.item().path(), run.nextTry(), grant.avoidSlots()));
                }
                case Account.Message.Acknowledged(long leaseId, String path) ->
                    tasks.removeIf(t -> t.leaseId == leaseId && t.path.equals(path));
                case Account.Message.Revoked(long leaseId) -> tasks.removeIf(t -> t.leaseId == leaseId);
            }
        }
    }

    /** Works on one image, if it has one. */
    void work() {
        List<Task> waiting = tasks.stream().filter(t -> !t.finished).toList();
        if (!waiting.isEmpty()) {
            work(waiting.get(random.nextInt(waiting.size())));
        }
    }

    private void work(Task task) {
        int slot = slot(task);
        Nature nature = run.nature(task.path);
        if (nature == Nature.CRASHES_AGENT) {
            crash();
            run.noticeLater(this);
            return;
        }
        task.finished = true;
        if (nature == Nature.BROKEN_FILE) {
            task.failure = new Scheduler.Attempt(Reason.UNREADABLE, "broken", false, "cpu-" + slot);
        } else if (nature == Nature.MODEL_FAILS || brokenSlots.contains(slot)) {
            task.failure = new Scheduler.Attempt(Reason.MODEL_ERROR, "failed", true, "cpu-" + slot);
        }
    }

    private int slot(Task task) {
        int first = random.nextInt(slots);
        for (int i = 0; i < slots; i++) {
            int slot = (first + i) % slots;
            if (!task.avoidSlots.contains("cpu-" + slot)) {
                return slot;
            }
        }
        return first;
    }

    /** Sends one result, any of those that are not acknowledged: order and number of times do not matter. */
    void send() {
        List<Task> finished = tasks.stream().filter(t -> t.finished).toList();
        if (!finished.isEmpty()) {
            send(finished.get(random.nextInt(finished.size())));
        }
    }

    void sendAll() {
        tasks.stream().filter(t -> t.finished).toList().forEach(this::send);
    }

    private void send(Task task) {
        if (task.failure == null) {
            run.master().done(id, task.leaseId, task.path);
        } else {
            run.master().failed(id, task.leaseId, task.path, task.failure, task.number);
        }
    }
}
