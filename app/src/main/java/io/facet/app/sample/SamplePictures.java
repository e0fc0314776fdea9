package io.facet.app.sample;

import io.facet.app.UserException;
import io.facet.models.sample.SampleDataset;
import io.facet.models.sample.SampleException;
import java.nio.file.Path;

/** Draws the sample dataset: invented people, no photographs. Stateless. */
public final class SamplePictures {
    /** How much is drawn. */
    public static final SampleDataset.Options OPTIONS = SampleDataset.Options.DEMO;

    private SamplePictures() {}

    /**
     * Draws into {@code folder}, anew if a sample dataset is there. Takes seconds; ends early if interrupted.
     *
     * @param progress hears how far it is, on the calling thread
     * @return how many pictures were drawn
     * @throws UserException FOLDER_NOT_EMPTY if the folder holds something else or cannot be written
     */
    public static int draw(Path folder, SampleDataset.Progress progress) {
        try {
            return SampleDataset.write(folder, OPTIONS, progress);
        } catch (SampleException e) {
            throw new UserException(UserException.Code.FOLDER_NOT_EMPTY, String.valueOf(e.getMessage()), e);
        }
    }
}
