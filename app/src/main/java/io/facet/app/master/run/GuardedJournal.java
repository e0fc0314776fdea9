package io.facet.app.master.run;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.RunJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an error in a journal from becoming one of the run: after the first, the journal is told nothing more. Confined to
 * the master's loop.
 */
final class GuardedJournal implements RunJournal {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedJournal.class);

    private RunJournal journal;

    GuardedJournal(RunJournal journal) {
        this.journal = journal;
    }

    private void broke(RuntimeException e) {
        LOG.error("The journal of the run failed and is told nothing more", e);
        journal = RunJournal.NONE;
    }

    @Override
    public void began() {
        try {
            journal.began();
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void kept(ImageItem item) {
        try {
            journal.kept(item);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void failedBefore(ImageItem item, Outcome.Failed failure) {
        try {
            journal.failedBefore(item, failure);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void leased(ImageItem item, String agentId, String agentName, int attempt) {
        try {
            journal.leased(item, agentId, agentName, attempt);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void requeued(ImageItem item) {
        try {
            journal.requeued(item);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void settled(ImageItem item, Outcome outcome) {
        try {
            journal.settled(item, outcome);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void retried(ImageItem item) {
        try {
            journal.retried(item);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void event(RunEvent event) {
        try {
            journal.event(event);
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    @Override
    public void tick(boolean lending) {
        try {
            journal.tick(lending);
        } catch (RuntimeException e) {
            broke(e);
        }
    }
}
