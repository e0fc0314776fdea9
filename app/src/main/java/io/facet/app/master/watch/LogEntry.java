package io.facet.app.master.watch;

import java.time.Instant;

/**
 * A line of an agent's log, as the master received it. Immutable.
 *
 * @param sequence rises by at least one from line to line of the same agent; never used twice
 * @param time on the agent's clock
 * @param level INFO, WARN or ERROR
 * @param logger name of the class that wrote it
 * @param message one or more lines
 * @param dropped lines that the agent left out before this one, because there were too many
 */
public record LogEntry(long sequence, Instant time, String level, String logger, String message, int dropped) {}
