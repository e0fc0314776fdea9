package io.facet.app.ui.common;

import io.facet.app.installation.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the thread of the window is held up: it sends beats there, and tells once for each freeze what that
 * thread does if a beat does not come through in time. For development and tests. Thread-safe; has a daemon thread of
 * its own once it is started. Closed by its maker.
 */
public final class Watchdog implements AutoCloseable {
    /** A window that answers after that is felt to hang. */
    public static final Duration LIMIT = Duration.ofMillis(250);

    private static final String PROPERTY = "facet.watchdog";

    /**
     * A thread that was held up.
     *
     * @param length so far, when it is told; all of it in {@link #longest}
     * @param stack what the thread did when the limit was passed, one call a line
     */
    public record Freeze(Duration length, String stack) {}

    private final Executor window;
    private final LongSupplier nanos;
    private final long limit;
    private final Consumer<Freeze> told;
    private @Nullable Thread watched;
    private @Nullable Thread guard;
    private long sent;
    private boolean underWay;
    private @Nullable Freeze freeze;
    private Freeze longest = new Freeze(Duration.ZERO, "");

    /**
     * A watchdog that sleeps until it is started.
     *
     * @param window runs beats on the watched thread, after what that does now
     * @param nanos a clock, as {@link System#nanoTime}
     * @param limit in which a beat must come through
     * @param told of each freeze once, on the watchdog's thread
     */
    public Watchdog(Executor window, LongSupplier nanos, Duration limit, Consumer<Freeze> told) {
        this.window = window;
        this.nanos = nanos;
        this.limit = limit.toNanos();
        this.told = told;
    }

    /**
     * The limit that this process wants: what the system property {@code facet.watchdog} says in milliseconds, 0 for
     * none; without a number {@link #LIMIT}, which also holds for programs that were started from a build.
     */
    public static Optional<Duration> wanted() {
        return wanted(System.getProperty(PROPERTY), Programs.ofThisProcess().distribution());
    }

    static Optional<Duration> wanted(@Nullable String property, @Nullable Path distribution) {
        if (property != null && property.matches("[0-9]{1,7}")) {
            return Optional.of(Duration.ofMillis(Long.parseLong(property))).filter(Duration::isPositive);
        }
        // A build leaves its classes beside the distribution.
        boolean build = distribution == null || Files.isDirectory(distribution.resolveSibling("classes"));
        return property != null || build ? Optional.of(LIMIT) : Optional.empty();
    }

    /** Starts to watch. */
    public synchronized Watchdog start() {
        Thread thread = Thread.ofPlatform().daemon().name("facet-watchdog").unstarted(this::watch);
        guard = thread;
        thread.start();
        return this;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                TimeUnit.NANOSECONDS.sleep(Math.max(1, limit / 5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a beat if none is under way, and tells if one has been for too long. */
    void look() {
        boolean send;
        Freeze fresh = null;
        synchronized (this) {
            send = !underWay;
            long now = nanos.getAsLong();
            if (send) {
                underWay = true;
                sent = now;
            } else if (freeze == null && now - sent >= limit) {
                fresh = new Freeze(Duration.ofNanos(now - sent), stack(watched));
                freeze = fresh;
                keep(fresh);
            }
        }
        if (send) {
            window.execute(this::beat);
        }
        if (fresh != null) {
            told.accept(fresh);
        }
    }

    private synchronized void beat() {
        watched = Thread.currentThread();
        underWay = false;
        Freeze over = freeze;
        if (over != null) {
            freeze = null;
            keep(new Freeze(Duration.ofNanos(nanos.getAsLong() - sent), over.stack()));
        }
    }

    private void keep(Freeze one) {
        if (one.length().compareTo(longest.length()) > 0) {
            longest = one;
        }
    }

    private static String stack(@Nullable Thread thread) {
        return thread == null
                ? ""
                : Arrays.stream(thread.getStackTrace())
                        .map(e -> "    at " + e)
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The longest freeze so far, also one that goes on; of length zero if there was none. */
    public synchronized Freeze longest() {
        Freeze now = freeze;
        if (now != null) {
            keep(new Freeze(Duration.ofNanos(nanos.getAsLong() - sent), now.stack()));
        }
        return longest;
    }

    @Override
    public synchronized void close() {
        if (guard != null) {
            guard.interrupt();
        }
    }
}
