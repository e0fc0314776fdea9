/**
 * Faces that nobody has: labelled portraits drawn from seeds, for trying Facet out, for tests and for measurements.
 *
 * <p>{@link FaceModel} is a person, {@link FaceView} one picture of that person, {@link FacePainter} draws it and
 * {@link SampleDataset} writes a labelled folder of them. No photograph, and nothing learnt from one, is involved.
 */
@NullMarked
package io.facet.models.sample;

import org.jspecify.annotations.NullMarked;
