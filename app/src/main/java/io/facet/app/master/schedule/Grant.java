package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import java.util.List;

/**
 * An image lent to an agent.
 *
 * @param leaseId never used twice by one scheduler
 * @param attempt 1 for the first
 * @param avoidSlots slots of this agent on which the image failed before
 */
public record Grant(long leaseId, ImageItem item, int attempt, List<String> avoidSlots) {
    public Grant {
        avoidSlots = List.copyOf(avoidSlots);
    }
}
