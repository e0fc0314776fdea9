package io.facet.app.master.schedule;

import java.time.Duration;

/**
 * The numbers by which a {@link Scheduler} decides.
 *
 * @param attempts tries of an image before a repeated failure is final
 * @param strikes how often agents may vanish with an image under work before it is given up; more than attempts,
 *     because computers are switched off for other reasons than the image in them
 * @param lease how long a lease lives that its agent does not renew
 * @param backlog images ready to be leased, beyond which no more are taken from the scan
 * @param window how far the scan may run ahead of the oldest image that has not ended, so that rows in order need
 *     bounded memory
 */
public record Policy(int attempts, int strikes, Duration lease, int backlog, int window) {

    public static final Policy STANDARD = new Policy(3, 5, Duration.ofSeconds(30), 1024, 8192);
}
