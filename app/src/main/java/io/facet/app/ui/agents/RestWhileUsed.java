package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Pauses this computer's agent when its user begins to work, and resumes it when the user is away: each once, so that
 * a user who resumes it by hand has the last word. Window's thread only.
 */
final class RestWhileUsed {
    private final UserActivity activity;
    private final BooleanSupplier wanted;
    private final Consumer<AgentStatus> pause;
    private final Consumer<AgentStatus> resume;
    private boolean inUse;
    private boolean pausedHere;

    /**
     * Watches.
     *
     * @param wanted whether the user wants this
     */
    RestWhileUsed(
            UserActivity activity, BooleanSupplier wanted, Consumer<AgentStatus> pause, Consumer<AgentStatus> resume) {
        this.activity = activity;
        this.wanted = wanted;
        this.pause = pause;
        this.resume = resume;
    }

    /** Looks; to be called about once a second. */
    void second(Instant now, Optional<AgentStatus> agent) {
        boolean use = wanted.getAsBoolean() && activity.inUse(now);
        if (agent.isEmpty() || !agent.get().connected()) {
            // Whoever comes next is paused anew.
            inUse = false;
            pausedHere = false;
            return;
        }
        if (use && !inUse && agent.get().state() != AgentStatus.State.PAUSED) {
            pausedHere = true;
            pause.accept(agent.get());
        } else if (!use && inUse && pausedHere) {
            pausedHere = false;
            resume.accept(agent.get());
        }
        inUse = use;
    }
}
