package io.facet.app.bench.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.bench.BenchFolder;
import io.facet.app.desk.CurrentRun;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import javafx.geometry.Bounds;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of a large run that goes on, to look at: not a test. */
@Timeout(300)
class LargeRunPictures {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void taken() throws IOException {
        pictures(1440, 900, Theme.Choice.DARK, "large-dark");
        pictures(1024, 700, Theme.Choice.LIGHT, "large-light-small");
        pictures(1440, 900, Theme.Choice.LIGHT, "large-light");
        pictures(1024, 700, Theme.Choice.DARK, "large-dark-small");
    }

    private static void figuresFit(TestWindow window) {
        TestWindow.onWindow(() -> {
            Bounds card =
                    window.node("runStats").localToScene(window.node("runStats").getLayoutBounds());
            for (String id :
                    List.of("statDone", "statFailed", "statRunning", "statRemaining", "statLeft", "statRate")) {
                Label value = (Label) window.node(id);
                assertThat(value.getWidth()).as(id).isGreaterThanOrEqualTo(value.prefWidth(-1) - 0.5);
                assertThat(value.localToScene(value.getLayoutBounds()).getMaxX())
                        .as(id)
                        .isLessThanOrEqualTo(card.getMaxX() + 0.5);
            }
            assertThat(card.getMaxX()).isLessThanOrEqualTo(window.scene().getWidth() - 16);
            return true;
        });
    }

    private void pictures(int width, int height, Theme.Choice theme, String name) throws IOException {
        FacetHome home = FacetHome.under(folder.resolve(name));
        try (BenchFolder place = BenchFolder.create(home);
                TestWindow window = TestWindow.open(folder.resolve(name), TestWindow.sized(width, height, theme))) {
            Board board = Board.make(place, 200_000, 500);
            RunRequest request = WindowBench.request(board.folder(), place.path("embeddings.csv"));
            RunWatch watch = new RunWatch(board.board());
            RehearsedRun run = new RehearsedRun();
            RehearsedFarm farm = new RehearsedFarm(new SplittableRandom(1));
            window.desk()
                    .rehearse(
                            new CurrentRun(request, new RunPlanner(window.desk().library()).plan(request), run, watch),
                            farm::snapshot);
            try (GrowingCsv csv = new GrowingCsv(place.path("embeddings.csv"));
                    EventLoad load = new EventLoad(watch, board.images(), csv, run, farm, 5000, Clock.systemUTC())) {
                load.start();
                window.await("images", () -> watch.images().count(ImageRow.State.DONE) > 30_000);
                window.picture(name);
                figuresFit(window);
                for (String tab : new String[] {"labels", "events"}) {
                    ButtonBase button = (ButtonBase) window.node("tab-" + tab);
                    int before = watch.images().count(ImageRow.State.DONE);
                    TestWindow.onWindow(() -> {
                        button.fire();
                        return true;
                    });
                    window.await("rows", () -> watch.images().count(ImageRow.State.DONE) > before + 2000);
                    window.picture(name + "-" + tab);
                }
                assertThat(load.events()).isPositive();
            }
        }
    }
}
