package io.facet.app.master.run;

import io.facet.app.master.schedule.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands at one moment. Immutable.
 *
 * @param state where in its life the run is
 * @param found files and folders that will have an outcome, as far as they are counted
 * @param counting whether {@code found} still grows
 * @param done images with rows, made by this start of the run
 * @param kept images that had their outcome before this start, and keep it
 * @param keptFailures those of {@code kept} without a row, by reason
 * @param failures images without a row in this start, by reason
 * @param running images that are lent to agents
 * @param rows records in the CSV
 * @param bytes length of the CSV
 * @param imagesPerSecond over the last seconds
 * @param latency of the images done
 * @param elapsed since the first image was lent, without pauses
 * @param left until the end, without pauses, if it can be told
 * @param agents in the order in which they came
 * @param note what the run waits for, as a sentence; empty if it does not wait
 */
public record RunSnapshot(
        State state,
        long found,
        boolean counting,
        long done,
        long kept,
        Map<Reason, Long> keptFailures,
        Map<Reason, Long> failures,
        int running,
        long rows,
        long bytes,
        double imagesPerSecond,
        Latency latency,
        Duration elapsed,
        @Nullable Range left,
        List<AgentView> agents,
        String note) {

    /** Where in its life a run is. */
    public enum State {
        /** Nothing has been lent yet; the note says what it waits for. */
        WAITING,
        RUNNING,
        /** Nothing is lent until it goes on. */
        PAUSED,
        /** Nothing is lent any more; it stops when the images under way are finished. */
        STOPPING,
        FINISHED,
        FAILED,
        STOPPED;

        /** Whether it has ended. */
        public boolean isEnd() {
            return this == FINISHED || this == FAILED || this == STOPPED;
        }
    }

    /**
     * A time that is not known exactly.
     *
     * @param low it hardly takes less
     * @param likely the best guess
     * @param high it hardly takes more
     */
    public record Range(Duration low, Duration likely, Duration high) {}

    /**
     * How long images took from being fetched to leaving the model, in milliseconds; 0 while there is none.
     *
     * @param p50 the median
     * @param p95 exceeded by one image in twenty
     * @param p99 exceeded by one image in a hundred
     * @param buckets all of them, counted
     */
    public record Latency(double p50, double p95, double p99, LatencyBuckets buckets) {
        /** Of no image. */
        public static final Latency NONE = of(LatencyBuckets.NONE);

        static Latency of(LatencyBuckets buckets) {
            return new Latency(
                    buckets.quantileMillis(0.5), buckets.quantileMillis(0.95), buckets.quantileMillis(0.99), buckets);
        }
    }

    /**
     * An agent as the run sees it.
     *
     * @param name given by its owner
     * @param status what it is doing, in one word or a short phrase
     * @param inFlight images that it holds
     * @param devices what its slots run on, in its own order
     * @param notices what it says that does not work there and why, as sentences
     */
    public record AgentView(
            String id,
            String name,
            String host,
            boolean local,
            int slots,
            String status,
            int inFlight,
            long done,
            long failed,
            double imagesPerSecond,
            List<DeviceView> devices,
            List<String> notices) {

        public AgentView {
            devices = List.copyOf(devices);
            notices = List.copyOf(notices);
        }
    }

    /**
     * A device of an agent.
     *
     * @param deviceClass such as {@code cpu} or {@code cuda}: outputs are byte-equal within one class
     * @param name for people
     * @param slots on it
     * @param providers execution providers that passed a probe run, best first
     */
    public record DeviceView(String deviceClass, String name, int slots, List<String> providers) {
        public DeviceView {
            providers = List.copyOf(providers);
        }
    }

    /** Images that ended in this start of the run, with rows or without. */
    public long ended() {
        return done + failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Images that failed in this start of the run; an image without a face has not failed. */
    public long failed() {
        return failed(failures);
    }

    /** Images that failed in this start or in a former one; an image without a face has not failed. */
    public long failedInAll() {
        return failed(failures) + failed(keptFailures);
    }

    /** Images without a face, found in this start or in a former one. */
    public long noFaceInAll() {
        return failures.getOrDefault(Reason.NO_FACE, 0L) + keptFailures.getOrDefault(Reason.NO_FACE, 0L);
    }

    /** Images that had rows before this start. */
    public long keptRows() {
        return kept - keptFailures.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long failed(Map<Reason, Long> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey() != Reason.NO_FACE)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
