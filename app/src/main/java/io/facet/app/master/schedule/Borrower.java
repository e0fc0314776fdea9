package io.facet.app.master.schedule;

import io.facet.protocol.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An agent, as a scheduler sees it. Confined to its scheduler. */
final class Borrower {
    final String id;
    int slots;

    /** By lease number, the oldest first. */
    final Map<Long, Lease> held = new LinkedHashMap<>();

    private int credits;
    private boolean draining;
    private boolean seen;
    private long tookPart;

    /** There is no image for it among those to be retried, until the next deal at least. */
    boolean nothingToRetry;

    Borrower(String id, int slots) {
        this.id = id;
        this.slots = slots;
    }

    /** It asks for {@code more} images. */
    void demand(int more) {
        if (!draining) {
            credits = Math.min(Limits.CREDITS, credits + more);
        }
    }

    void drain(boolean on) {
        draining = on;
        credits = on ? 0 : credits;
    }

    /** It asks for nothing any more, until it asks anew. */
    void forgetDemand() {
        credits = 0;
    }

    /** To be called at the start of a deal. */
    void look(long now) {
        nothingToRetry = false;
        if (!seen || credits > 0 || !held.isEmpty()) {
            seen = true;
            tookPart = now;
        }
    }

    boolean canTakeOne() {
        return credits > 0 && held.size() < Limits.CREDITS;
    }

    void take(Lease lease) {
        credits--;
        held.put(lease.id, lease);
    }

    /**
     * Whether images should be kept for it. Not if it has neither worked nor asked for work throughout {@code
     * patience}: it cannot load its model, or not soon, and the images would wait for ever.
     */
    boolean takesPart(long now, Duration patience) {
        return !draining && slots > 0 && now - tookPart <= patience.toNanos();
    }
}
