package io.facet.models.engine;

/**
 * Time that one image spent in each stage, in microseconds; or the mean of many images.
 *
 * @param fetch getting the bytes, from a disk or the master
 * @param decode decoding and preprocessing
 * @param queue waiting for a batch and for the device
 * @param run the batch's run, divided by its images
 */
public record StageTimings(int fetch, int decode, int queue, int run) {

    /** No time at all, or no image. */
    public static final StageTimings NONE = new StageTimings(0, 0, 0, 0);

    public StageTimings {
        if (fetch < 0 || decode < 0 || queue < 0 || run < 0) {
            throw new IllegalArgumentException("negative time");
        }
    }
}
