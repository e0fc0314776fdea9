package io.facet.app.master.history;

/**
 * A run from the history with all that is known of it.
 *
 * @param run its figures
 * @param details {@link RunDetails#NONE} while it goes on, unless they were saved meanwhile
 */
public record StoredRun(PastRun run, RunDetails details) {}
