package io.facet.app.master.watch;

/**
 * How far a label is. Immutable.
 *
 * @param label first folder below the dataset; empty for images in the root
 * @param total images
 * @param done images with rows, and those that had their outcome before this start of the run
 * @param failed images that failed; those without a face have not
 */
public record LabelCount(String label, int total, int done, int failed) {}
