package io.facet.agent.telemetry;

import io.facet.protocol.Limits;
import io.facet.protocol.wire.LogLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lines of this program's log that are still to go to the master: the newest {@value #MOST} of them, however
 * many come while the master is away or is told more than it asked for. What had to go is counted. Thread-safe.
 */
public final class LogRelay {
    /** Lines that wait. */
    static final int MOST = 1000;
    /** Lines in one go; with four of them a second, the most that a master hears from one agent. */
    static final int IN_ONE_GO = 25;

    private final Deque<LogLine.Builder> waiting = new ArrayDeque<>();
    private int dropped;

    /** Takes a line; the oldest one goes if there are too many. Never waits. */
    public synchronized void offer(long timeMillis, String level, String logger, String message) {
        if (waiting.size() == MOST) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(LogLine.newBuilder()
                .setTimeMs(timeMillis)
                .setLevel(level)
                .setLogger(Limits.cut(logger, Limits.NAME_CHARS))
                .setMessage(Limits.cut(message)));
    }

    /** Hands over some of the lines that wait, oldest first. To be called four times a second while a master listens. */
    public void sendSome(Consumer<LogLine> send) {
        for (int i = 0; i < IN_ONE_GO; i++) {
            LogLine next = poll();
            if (next == null) {
                return;
            }
            send.accept(next);
        }
    }

    private synchronized @Nullable LogLine poll() {
        LogLine.Builder next = waiting.pollFirst();
        if (next == null) {
            return null;
        }
        LogLine line = next.setDropped(dropped).build();
        dropped = 0;
        return line;
    }
}
