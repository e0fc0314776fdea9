package io.facet.app.bench.window;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.RunWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the journal of a run, on a thread of its own as the master's loop does, how images fare: so many events a second,
 * spread evenly. Ended by closing it.
 */
final class EventLoad implements AutoCloseable {
    private static final long SEED = 7;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MARK_NANOS = TimeUnit.SECONDS.toNanos(7);
    private static final int IN_FLIGHT = 512;
    private static final double FAILING = 0.004;
    private static final double REQUEUED = 0.002;

    /** An image that an agent has. */
    private record Lent(int index, int member, int attempt) {}

    private final RunWatch watch;
    private final List<ImageItem> images;
    private final GrowingCsv csv;
    private final RehearsedRun run;
    private final RehearsedFarm farm;
    private final int perSecond;
    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Deque<Lent> lent = new ArrayDeque<>();
    private final Deque<Lent> again = new ArrayDeque<>();
    private final int[] inFlight = new int[RehearsedFarm.MEMBERS.size()];
    private final long[] done = new long[RehearsedFarm.MEMBERS.size()];
    private final AtomicLong events = new AtomicLong();
    private final Thread thread;
    private volatile boolean ending;
    private int next;
    private long failed;
    private long sequence;
    private boolean gone;

    EventLoad(
            RunWatch watch,
            List<ImageItem> images,
            GrowingCsv csv,
            RehearsedRun run,
            RehearsedFarm farm,
            int perSecond,
            Clock clock) {
        this.watch = watch;
        this.images = images;
        this.csv = csv;
        this.run = run;
        this.farm = farm;
        this.perSecond = perSecond;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("facet-bench-events").daemon().unstarted(this::work);
    }

    void start() {
        begin();
        tell(0);
        thread.start();
    }

    /** Events told so far. */
    long events() {
        return events.get();
    }

    private void begin() {
        watch.began();
        lent.clear();
        again.clear();
        next = 0;
        failed = 0;
        Arrays.fill(inFlight, 0);
        Arrays.fill(done, 0);
        event(RunEvent.Kind.STARTED, "", "The run has started.");
    }

    private void work() {
        long start = System.nanoTime();
        long told = 0;
        long ticked = start;
        long marked = start;
        while (!ending) {
            long now = System.nanoTime();
            long due = (long) ((now - start) / 1e9 * perSecond);
            while (told < due) {
                step();
                told++;
            }
            if (now - ticked >= TICK_NANOS) {
                ticked = now;
                tell(now - start);
            }
            if (now - marked >= MARK_NANOS) {
                marked = now;
                mark();
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofNanos(STEP_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One event of one image. */
    private void step() {
        boolean full = lent.size() >= IN_FLIGHT;
        boolean nothingLeft = next == images.size() && again.isEmpty();
        if (nothingLeft && lent.isEmpty()) {
            begin();
        } else if (full || nothingLeft || (lent.size() > IN_FLIGHT / 2 && random.nextBoolean())) {
            end(lent.removeFirst());
        } else {
            lend();
        }
        events.incrementAndGet();
    }

    private void lend() {
        Lent former = again.pollFirst();
        int member = random.nextInt(RehearsedFarm.MEMBERS.size());
        Lent image = former == null ? new Lent(next++, member, 1) : new Lent(former.index, member, former.attempt + 1);
        RehearsedFarm.Member agent = RehearsedFarm.MEMBERS.get(member);
        watch.leased(images.get(image.index), agent.id(), agent.name(), image.attempt);
        inFlight[member]++;
        lent.addLast(image);
    }

    private void end(Lent image) {
        ImageItem item = images.get(image.index);
        inFlight[image.member]--;
        double fate = random.nextDouble();
        if (fate < REQUEUED) {
            watch.requeued(item);
            again.addLast(image);
        } else if (fate < REQUEUED + FAILING) {
            failed++;
            watch.settled(item, new Outcome.Failed(Reason.UNREADABLE, "It is not a picture.", image.attempt));
            event(RunEvent.Kind.IMAGE_FAILED, "", item.path() + ": it is not a picture.");
        } else {
            RehearsedFarm.Member agent = RehearsedFarm.MEMBERS.get(image.member);
            done[image.member]++;
            watch.settled(item, new Outcome.Done(List.of(), worker(agent)));
            write(item);
        }
    }

    private Outcome.Worker worker(RehearsedFarm.Member agent) {
        String slot = agent.slot(random.nextInt(agent.slots()));
        return new Outcome.Worker(
                agent.id(),
                slot,
                agent.gpu() ? "cuda" : "cpu",
                random.nextInt(500, 3000),
                random.nextInt(1000, 5000),
                random.nextInt(100, 20_000),
                random.nextInt(8000, 60_000));
    }

    private void write(ImageItem item) {
        try {
            csv.add(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void event(RunEvent.Kind kind, String agent, String text) {
        watch.event(new RunEvent(sequence++, clock.instant(), kind, agent, text));
    }

    /** What a chart marks. */
    private void mark() {
        String name = RehearsedFarm.MEMBERS.getLast().name();
        gone = !gone;
        if (gone) {
            event(RunEvent.Kind.AGENT_LOST, name, "The agent %s is lost.".formatted(name));
        } else {
            event(RunEvent.Kind.AGENT_BACK, name, "The agent %s is back.".formatted(name));
        }
    }

    private void tell(long sinceStart) {
        watch.tick(true);
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long all = 0;
        for (long count : done) {
            all += count;
        }
        double rate = perSecond / 2.0;
        run.tell(images.size(), all, failed, lent.size(), csv.bytes(), rate, Duration.ofNanos(sinceStart));
        farm.tell(inFlight, done, rate);
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
