package io.facet.app.ui.run;

import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.models.ModelLibrary;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the page asks of the desk that it stands before. Thread-safe. */
interface RunDesk {
    ModelLibrary library();

    /** Where this account keeps documents. */
    Path documents();

    FarmSnapshot farm();

    /** The run that goes on, or the last one; null before the first. */
    @Nullable
    CurrentRun run();

    /**
     * Starts a run. Touches the disk.
     *
     * @throws io.facet.app.UserException if it cannot start; nothing has been changed then
     */
    CurrentRun start(RunRequest request, ImageBoard images);

    /** Whether a run goes on. */
    default boolean running() {
        CurrentRun run = run();
        return run != null && !run.handle().result().isDone();
    }

    static RunDesk of(Desk desk) {
        return new RunDesk() {
            @Override
            public ModelLibrary library() {
                return desk.library();
            }

            @Override
            public Path documents() {
                return desk.home().documents();
            }

            @Override
            public FarmSnapshot farm() {
                return desk.farm();
            }

            @Override
            public @Nullable CurrentRun run() {
                return desk.run();
            }

            @Override
            public CurrentRun start(RunRequest request, ImageBoard images) {
                return desk.start(request, images);
            }
        };
    }
}
