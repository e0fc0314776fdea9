package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image that has not ended. Confined to its scheduler. */
final class OpenImage {
    private record FailedOn(String agentId, String slotId) {}

    final ImageItem item;
    private final int formerTries;
    private final List<FailedOn> failedOn = new ArrayList<>(0);
    private int attempts;
    private int strikes;

    /** Who has it now. */
    @Nullable
    Lease lease;

    OpenImage(ImageItem item) {
        this(item, 0);
    }

    /** One that was tried before and had ended; what it failed on then is forgotten. */
    OpenImage(ImageItem item, int formerTries) {
        this.item = item;
        this.formerTries = formerTries;
    }

    /** It failed on this slot. Returns how often it has failed. */
    int failed(String agentId, String slotId) {
        if (!hasFailedOn(agentId, slotId)) {
            failedOn.add(new FailedOn(agentId, slotId));
        }
        return ++attempts;
    }

    /** An agent vanished while it worked on it. Returns how often that has happened. */
    int strike() {
        return ++strikes;
    }

    /** How often it was tried, as far as anything came of it. */
    int tries() {
        return formerTries + attempts + strikes;
    }

    boolean hasFailedOn(String agentId, String slotId) {
        return failedOn.contains(new FailedOn(agentId, slotId));
    }

    boolean hasFailedOn(String agentId) {
        for (FailedOn failed : failedOn) {
            if (failed.agentId.equals(agentId)) {
                return true;
            }
        }
        return false;
    }

    /** The slots of this agent on which it failed. */
    List<String> slotsToAvoid(String agentId) {
        return failedOn.stream()
                .filter(f -> f.agentId.equals(agentId))
                .map(FailedOn::slotId)
                .toList();
    }
}
