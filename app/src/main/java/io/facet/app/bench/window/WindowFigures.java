package io.facet.app.bench.window;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code facet bench window} measured.
 *
 * @param platform of JavaFX: Headless, or the one of a screen
 * @param pipeline that draws: sw is software
 * @param width of the scene, in pixels
 * @param height of the scene, in pixels
 * @param images on the board
 * @param labels of those
 * @param eventsAsked a second
 * @param eventsPerS told to the journal of the run
 * @param warmUpS during which the window worked the same and nothing was measured
 * @param seconds measured, without those in which garbage was collected for the figures of the heap
 * @param samples pieces of work posted to the window's thread, one every ten milliseconds
 * @param delayMsP50 from being posted to being run
 * @param delayMsMax the longest one
 * @param limitMsP50 what the median may be
 * @param limitMsP99 what the 99th percentile may be
 * @param limitsMet whether both are kept
 * @param pulsesPerS layouts of the scene
 * @param threadCpu what the window's thread took of one processor, 0 to 1
 * @param actions of a user that were played: scrolling, sorting, filtering, searching, other tabs
 * @param heapStartMb used after a collection of garbage, before the measurement
 * @param heapGrowthMb from the start to the end
 * @param processors of this computer
 * @param loadBefore the system's load average of a minute; negative where it does not tell
 * @param loadAfter the same at the end
 */
public record WindowFigures(
        String platform,
        String pipeline,
        int width,
        int height,
        int images,
        int labels,
        int eventsAsked,
        double eventsPerS,
        double warmUpS,
        double seconds,
        int samples,
        double delayMsP50,
        double delayMsP90,
        double delayMsP99,
        double delayMsMax,
        double limitMsP50,
        double limitMsP99,
        boolean limitsMet,
        double pulsesPerS,
        double threadCpu,
        int actions,
        double heapStartMb,
        double heapMiddleMb,
        double heapEndMb,
        double heapGrowthMb,
        int processors,
        double loadBefore,
        double loadAfter) {

    /** The most that the median of the delay may be, in milliseconds. */
    public static final double MEDIAN_LIMIT_MS = 5;

    /** The most that its 99th percentile may be, in milliseconds. */
    public static final double P99_LIMIT_MS = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Whether the median is within its limit. */
    public boolean medianMet() {
        return delayMsP50 <= limitMsP50;
    }

    /** Whether the 99th percentile is within its limit. */
    public boolean p99Met() {
        return delayMsP99 <= limitMsP99;
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }
}
