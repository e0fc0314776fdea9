package io.facet.app.master.farm;

/** When an action takes effect. */
public enum When {
    /** Once the images that the agent's slots have in hand are finished. */
    AFTER_RUNNING_IMAGES,
    /** At once; what the agent has goes back to the queue. */
    NOW
}
