package io.facet.app.master.watch;

/**
 * How far a label is. Immutable.
 *
 * @param label first folder below the dataset; empty for images in the root
 * @param total images
 * @param done images that need no more work and have not failed: with rows, or without a face
 * @param failed images that failed; those without a face have not
 */
public record LabelCount(String label, int total, int done, int failed) {}
