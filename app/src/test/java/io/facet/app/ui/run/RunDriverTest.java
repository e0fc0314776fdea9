package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.output.ReadProgress;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that something else than the page has started. */
class RunDriverTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<Double> seen = new ArrayList<>();
    private final Notices notices = new Notices();
    private final Background background = new Background(Runnable::run, Runnable::run, p -> {});
    private final Settings settings = new Settings(SettingsData.DEFAULT, s -> {});

    @Test
    void its_end_is_told_once_and_its_rows_are_exported_with_progress() throws IOException {
        TestDesk desk = new TestDesk(ModelLibrary.open(FacetHome.under(folder)));
        RecordedExports exports = new RecordedExports();
        RunSetup setup = new RunSetup(desk, settings, background, exports);
        RunDriver driver = new RunDriver(desk, setup, background, notices, new Texts(Locale.ENGLISH), exports);
        driver.exporting().addListener((o, was, is) -> seen.add(is.doubleValue()));
        setup.format("npy", true);
        StandingRun run = new StandingRun();
        Path csv = folder.resolve("rows.csv");
        desk.run = run(desk, csv, run);
        setup.refresh();
        driver.refresh();
        assertThat(driver.progress().get().active()).isTrue();
        assertThat(setup.now().get().csv()).isEqualTo(csv);

        run.finish();
        for (int beat = 0; beat < 3; beat++) {
            setup.refresh();
            driver.refresh();
        }

        assertThat(exports.written).containsExactly("rows.csv npy");
        assertThat(seen).containsExactly(0.0, 0.25, 1.0, Double.NaN);
        assertThat(notices.shown())
                .extracting(Notices.Notice::text)
                .containsExactly("The run has finished: 2 rows, 0 failed.", "The rows were exported beside the CSV.");
    }

    private CurrentRun run(TestDesk desk, Path csv, StandingRun control) throws IOException {
        Path dataset = Files.createDirectories(folder.resolve("faces"));
        Files.writeString(dataset.resolve("one.jpg"), "not decoded");
        RunRequest request = new RunRequest(
                dataset, csv, "noop", null, "fp32", 0, 0, OutputRequest.Mode.RESUME, true, false, FloatText.SHORTEST);
        return new CurrentRun(
                request, new RunPlanner(desk.library).plan(request), control, new RunWatch(new ImageBoard()));
    }

    private static final class RecordedExports implements Exports {
        private final List<String> written = new ArrayList<>();

        @Override
        public List<Format> formats() {
            return List.of(new Format("npy", "NPY"));
        }

        @Override
        public void export(Path csv, List<String> keys, ReadProgress progress) {
            progress.at(1, 4);
            progress.at(4, 4);
            written.add(csv.getFileName() + " " + String.join(",", keys));
        }
    }

    private static final class TestDesk implements RunDesk {
        private final ModelLibrary library;
        private @Nullable CurrentRun run;

        TestDesk(ModelLibrary library) {
            this.library = library;
        }

        @Override
        public ModelLibrary library() {
            return library;
        }

        @Override
        public Path documents() {
            return Path.of("documents");
        }

        @Override
        public FarmSnapshot farm() {
            return FarmSnapshot.EMPTY;
        }

        @Override
        public @Nullable CurrentRun run() {
            return run;
        }

        @Override
        public CurrentRun start(RunRequest request, ImageBoard images) {
            throw new IllegalStateException("nothing is started here");
        }
    }
}
