package io.facet.app.master.farm;

import io.facet.app.master.watch.LogEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last lines of one agent's log, bounded in number and in characters. Thread-safe. */
final class AgentLog {
    static final int LINES = 2000;
    /** An agent that sends only the longest lines is kept with fewer of them. */
    static final int CHARS = 256 << 10;

    private final Deque<LogEntry> lines = new ArrayDeque<>();
    private long next;
    private int chars;

    synchronized void add(Instant time, String level, String logger, String message, int dropped) {
        lines.addLast(new LogEntry(next++, time, level, logger, message, dropped));
        chars += message.length() + logger.length();
        while (lines.size() > LINES || chars > CHARS) {
            LogEntry oldest = lines.removeFirst();
            chars -= oldest.message().length() + oldest.logger().length();
        }
    }

    /** The lines with a higher sequence, oldest first. */
    synchronized List<LogEntry> since(long sequence) {
        List<LogEntry> found = new ArrayList<>();
        for (Iterator<LogEntry> i = lines.descendingIterator(); i.hasNext(); ) {
            LogEntry line = i.next();
            if (line.sequence() <= sequence) {
                break;
            }
            found.add(line);
        }
        return List.copyOf(found.reversed());
    }
}
