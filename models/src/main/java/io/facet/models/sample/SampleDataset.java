package io.facet.models.sample;

import io.facet.models.sample.SampleException.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a labelled folder of drawn people: one sub-folder per person, JPEG files in it. Stateless.
 *
 * <p>The first picture of each person is a calm portrait from the front, the others are taken as life takes them. The
 * same options give the same people and pictures; the bytes may differ between JDKs.
 */
public final class SampleDataset {
    private SampleDataset() {}

    /**
     * How much to write.
     *
     * @param identities people, 1..10000
     * @param imagesEach pictures of each, 1..10000
     * @param width pixels, 16..4096
     * @param height pixels, 16..4096
     * @param seed other seeds give other people
     */
    public record Options(int identities, int imagesEach, int width, int height, long seed) {
        /** What {@code facet demo} writes: 12 people with 20 pictures of 250 x 250 pixels each. */
        public static final Options DEMO = new Options(12, 20, 250, 250, 0);

        private static final int MOST = 10_000;

        public Options {
            if (Math.min(identities, imagesEach) < 1 || Math.max(identities, imagesEach) > MOST) {
                throw new IllegalArgumentException("people and pictures of each must be 1.." + MOST);
            }
            FacePainter.checkSize(width, height);
        }

        public int images() {
            return identities * imagesEach;
        }

        /** The person of that index, 0..identities-1. */
        FaceModel person(int index) {
            return FaceModel.identity(seed * MOST + index);
        }

        FaceView view(int person, int image) {
            FaceView view = FaceView.random((seed * MOST + person) * MOST + image);
            return image > 0 ? view : FaceView.portrait().before(view.backdrop());
        }
    }

    /** Hears how far the writing is, on the thread that writes. */
    @FunctionalInterface
    public interface Progress {
        void written(int done, int total);
    }

    /**
     * Writes the dataset. Each file appears under its name only when it is whole, so an interrupted call can be
     * repeated. If the calling thread is interrupted, the writing stops after the current picture and the flag stays.
     *
     * @param dir made if missing; must be empty or hold a sample dataset of the same options, which is written anew
     * @return how many pictures were written: {@link Options#images} unless interrupted
     * @throws SampleException if the folder holds something else or cannot be written
     */
    public static int write(Path dir, Options options, Progress progress) {
        try {
            SampleFolder folder = SampleFolder.open(dir, options);
            int done = 0;
            for (int i = 0; i < options.images() && !Thread.currentThread().isInterrupted(); i++) {
                // All people get their first pictures first: a run that starts early sees every label.
                int person = i % options.identities();
                int image = i / options.identities();
                BufferedImage picture = FacePainter.draw(
                        options.person(person), options.view(person, image), options.width(), options.height());
                folder.write(SampleNames.of(person), image, picture);
                progress.written(++done, options.images());
            }
            return done;
        } catch (IOException e) {
            throw new SampleException(
                    Code.SAMPLE_IO,
                    "Cannot write the sample dataset to " + dir + " (" + e
                            + "): check the folder, its permissions and its free space.",
                    e);
        }
    }
}
