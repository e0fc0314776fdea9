package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ConnectedAgent;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.RunEvent.Kind;
import io.facet.app.master.watch.RunJournal;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what happens in a run into words, for its journal. Confined to the master's loop. */
final class RunNews {
    private final RunJournal journal;
    private final Clock clock;
    private final Set<String> restingAgents = new HashSet<>();
    private long sequence;

    RunNews(RunJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void tell(Kind kind, String text) {
        tell(kind, "", text);
    }

    private void tell(Kind kind, String agent, String text) {
        journal.event(new RunEvent(sequence++, clock.instant(), kind, agent, text));
    }

    void joined(ConnectedAgent agent) {
        String name = name(agent);
        int slots = agent.hello().getSlotsCount();
        tell(Kind.AGENT_JOINED, name, "%s joined with %d %s.".formatted(name, slots, slots == 1 ? "slot" : "slots"));
        willing(agent);
    }

    /**
     * An agent is gone.
     *
     * @param images that it held and that are in the queue again
     */
    void left(ConnectedAgent agent, boolean abruptly, int images) {
        restingAgents.remove(agent.id());
        String what = abruptly ? "was lost" : "left";
        String queue = images == 0 ? "" : " Re-queued: %,d.".formatted(images);
        tell(abruptly ? Kind.AGENT_LOST : Kind.AGENT_LEFT, name(agent), "%s %s.%s".formatted(name(agent), what, queue));
    }

    /** Tells whether the agent takes images, if that is news. */
    void willing(ConnectedAgent agent) {
        if (agent.takesImages()) {
            if (restingAgents.remove(agent.id())) {
                tell(Kind.AGENT_BACK, name(agent), "%s takes images again.".formatted(name(agent)));
            }
        } else if (restingAgents.add(agent.id())) {
            tell(Kind.AGENT_DRAINING, name(agent), "%s takes no more images.".formatted(name(agent)));
        }
    }

    void refused(ConnectedAgent agent, String why) {
        tell(Kind.AGENT_REFUSED, name(agent), "%s cannot take part. %s".formatted(name(agent), why));
    }

    void failed(ImageItem item, Outcome.Failed failed) {
        tell(Kind.IMAGE_FAILED, "%s: %s".formatted(item.path(), failed.message()));
    }

    void ended(RunSnapshot.State how, @Nullable UserException failure) {
        if (failure != null) {
            tell(Kind.FAILED, failure.getMessage());
        } else if (how == RunSnapshot.State.FINISHED) {
            tell(Kind.FINISHED, "The run finished.");
        } else {
            tell(Kind.STOPPED, "The run was stopped. Every finished row stays.");
        }
    }

    private static String name(ConnectedAgent agent) {
        return agent.hello().getAgentName();
    }
}
