package io.facet.app.bench;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code facet bench run} measured.
 *
 * @param images of the measured run
 * @param imageSize pixels of width and height
 * @param cpuWorkers slots, and concurrent Runs of the raw measurement
 * @param rawImagesPerS mean of the raw rates before and after the run
 * @param runImagesPerS from the first image lent to the CSV closed
 * @param ratio run to raw
 * @param latencyMsP50 of an image from being fetched to leaving the model
 * @param startS from the start of the run to the first image lent
 * @param rows of the run without a model
 * @param rowsPerS of the run without a model, from the first image lent to the CSV closed
 * @param masterPeakRssMb largest resident memory of the master's process so far; 0 where the system does not tell
 */
public record RunFigures(
        int images,
        int imageSize,
        int cpuWorkers,
        double rawImagesPerS,
        double rawBefore,
        double rawAfter,
        double runImagesPerS,
        double ratio,
        double latencyMsP50,
        double latencyMsP99,
        double startS,
        int rows,
        double rowsPerS,
        double masterPeakRssMb) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public String toJson() {
        return JSON.writeValueAsString(this);
    }
}
