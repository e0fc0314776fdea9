package io.facet.app.master.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that a run goes on in, as text: its number and when it started, because numbers are used again.
 *
 * @param pid number of the process
 * @param started milliseconds since 1970; 0 if the system does not tell
 */
record RunOwner(long pid, long started) {
    /** Systems round the start of a process, and count it from a clock that may be put right. */
    private static final long SAME_MILLIS = Duration.ofSeconds(10).toMillis();

    static RunOwner thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return new RunOwner(process.pid(), started(process));
    }

    /** Whether the process that {@code owner} stands for has ended. */
    static boolean isGone(String owner) {
        return !parse(owner).map(RunOwner::isAlive).orElse(false);
    }

    private static Optional<RunOwner> parse(String owner) {
        String[] parts = owner.split("@", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new RunOwner(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(RunOwner::started)
                .map(now -> now == 0 || started == 0 || Math.abs(now - started) < SAME_MILLIS)
                .orElse(false);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    String text() {
        return pid + "@" + started;
    }
}
