package io.facet.app.master.local;

import io.facet.app.master.farm.AgentTrail;

/**
 * Judges each life of a child by what it brought, to tell a program that does not work from one that is brought down by
 * an image: the latter is started again until the scheduler has given that image up. For one thread.
 */
final class Lives {
    /** Deaths in a row of a child that the master never welcomed. */
    static final int STILLBIRTHS = 8;

    /** Deaths in a row without an outcome: several images in a row may each cost as many as an image gets strikes. */
    static final int FUTILE = 25;

    private static final int COULD_NOT_RUN = 1;
    private static final int WRONG_USAGE = 2;

    /** What a life was. */
    enum Verdict {
        /** It brought outcomes. */
        USEFUL,
        /** It brought nothing; the next may. */
        FUTILE,
        /** It said why it cannot work, and would say so again. */
        REFUSED,
        /** It brought nothing, like too many before it. */
        LAST
    }

    private final AgentTrail trail;
    private long welcomes;
    private long outcomes;
    private int stillbirths;
    private int futile;

    Lives(AgentTrail trail) {
        this.trail = trail;
        this.welcomes = trail.welcomes();
        this.outcomes = trail.outcomes();
    }

    /** The child was ended by its parent, which says nothing of it. */
    void endedOnPurpose() {
        welcomes = trail.welcomes();
        outcomes = trail.outcomes();
    }

    /** The child has ended with this exit status. */
    Verdict ended(int status) {
        boolean welcomed = trail.welcomes() > welcomes;
        boolean useful = trail.outcomes() > outcomes;
        welcomes = trail.welcomes();
        outcomes = trail.outcomes();
        if (useful) {
            stillbirths = 0;
            futile = 0;
            return Verdict.USEFUL;
        }
        futile++;
        stillbirths = welcomed ? 0 : stillbirths + 1;
        if (!welcomed && (status == COULD_NOT_RUN || status == WRONG_USAGE)) {
            return Verdict.REFUSED;
        }
        return stillbirths >= STILLBIRTHS || futile >= FUTILE ? Verdict.LAST : Verdict.FUTILE;
    }

    /** Deaths since the last outcome. */
    int futile() {
        return futile;
    }
}
