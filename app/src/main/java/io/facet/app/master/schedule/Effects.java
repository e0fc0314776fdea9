package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import java.util.List;

/** What a {@link Scheduler} decides, for its surroundings to carry out at once. Called on the scheduler's thread. */
public interface Effects {

    void lease(String agentId, List<Grant> grants);

    /** The lease is over, however it ended. */
    void over(long leaseId);

    /** The image is not lent any more and waits again. */
    void requeued(ImageItem item);

    /** The image has ended; called once per image, and once more each time that it was taken up again. */
    void settle(ImageItem item, Outcome outcome);

    /** The agent may forget what it keeps for these leases. */
    void acknowledge(String agentId, List<Long> leaseIds);

    /** The agent need not go on with these leases; not more of them than go into one message. */
    void revoke(String agentId, List<Long> leaseIds);
}
