package io.facet.app.ui.run;

import io.facet.app.master.watch.ImageRow;
import org.kordamp.ikonli.feather.Feather;

/**
 * How the state of an image looks: never by colour alone.
 *
 * @param key of the word
 * @param tone pseudo-class of its cell
 */
record StateLook(String key, Feather icon, String tone) {
    static StateLook of(ImageRow.State state) {
        return switch (state) {
            case QUEUED -> new StateLook("run.state.queued", Feather.CLOCK, "waiting");
            case RUNNING -> new StateLook("run.state.running", Feather.LOADER, "running");
            case DONE -> new StateLook("run.state.done", Feather.CHECK_CIRCLE, "done");
            case FAILED -> new StateLook("run.state.failed", Feather.X_CIRCLE, "failed");
            case NO_FACE -> new StateLook("run.state.no-face", Feather.USER_X, "waiting");
            case KEPT -> new StateLook("run.state.kept", Feather.CHECK, "done");
        };
    }
}
