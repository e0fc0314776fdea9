package io.facet.app.ui.common;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The one way onto the thread of the window; nothing else calls {@code Platform.runLater}. */
public final class FxThread implements Executor {
    /** Runs on the thread of the window: at once if called there, later if not. */
    @Override
    public void execute(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /** Runs on the thread of the window, after what it does now. */
    public void later(Runnable work) {
        Platform.runLater(work);
    }
}
