package io.facet.app.bench;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code facet bench run} measured.
 *
 * @param images of each run with the model
 * @param imageSize pixels of width and height
 * @param cpuWorkers slots, and concurrent Runs of the raw measurement
 * @param rounds runs with the model, each between two raw measurements
 * @param rawImagesPerS median of the raw measurements
 * @param runImagesPerS median; from the first image lent to the CSV closed
 * @param ratio median over the rounds of the run's rate to the mean of the raw rates before and after it
 * @param ratioMin the lowest round
 * @param ratioMax the highest round
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
        int rounds,
        double rawImagesPerS,
        double runImagesPerS,
        double ratio,
        double ratioMin,
        double ratioMax,
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
