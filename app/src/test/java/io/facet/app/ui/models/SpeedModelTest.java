package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.models.ModelLibrary;
import io.facet.app.models.SpeedBook;
import io.facet.app.models.SpeedCurve;
import io.facet.app.models.SpeedMeasurement;
import io.facet.app.ui.common.Background;
import io.facet.models.catalogue.ModelCard;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SpeedModelTest {
    private static final int FAILS_WITH_EIGHT = 31;

    @TempDir
    private Path folder;

    private SpeedModel model(int seconds) {
        Background background = new Background(Runnable::run, Runnable::run, p -> {});
        return new SpeedModel(
                new SpeedMeasurement(FakeAgent.command(), folder.resolve("scratch"), 2, seconds, Clock.systemUTC()),
                new SpeedBook(folder.resolve("speed")),
                background,
                "Processor, 2 threads");
    }

    private ModelRow row() {
        ModelLibrary library = ModelLibrary.open(FacetHome.under(folder));
        ModelCard card = library.catalogue().find("builtin-512");
        return new ModelRow(card, library.filesHere(card), new ModelState.Ready());
    }

    @Test
    void a_curve_is_measured_batch_by_batch_and_remembered() {
        SpeedModel model = model(3);
        model.show(row());
        assertThat(model.view().get().curve()).isNull();

        model.measure();

        SpeedCurve curve = Objects.requireNonNull(model.view().get().curve());
        assertThat(curve.points())
                .containsExactly(
                        new SpeedCurve.Point(1, 101),
                        new SpeedCurve.Point(2, 102),
                        new SpeedCurve.Point(4, 104),
                        new SpeedCurve.Point(8, 108));
        assertThat(curve.device()).isEqualTo("Processor, 2 threads");
        assertThat(model.view().get().running()).isFalse();

        SpeedModel later = model(3);
        later.show(row());
        assertThat(later.view().get().curve()).isEqualTo(curve);
    }

    @Test
    void what_the_agent_says_when_it_fails_is_told_and_what_was_measured_stays() {
        SpeedModel model = model(FAILS_WITH_EIGHT);
        model.show(row());

        model.measure();

        assertThat(model.view().get().problem()).isNotNull().satisfies(p -> {
            assertThat(p.code()).isEqualTo("model-run");
            assertThat(p.message()).isEqualTo("The model takes no 8 images at a time.");
        });
        assertThat(model.view().get().curve())
                .isNotNull()
                .satisfies(c -> assertThat(c.points()).hasSize(3));
    }

    @Test
    void the_smallest_batch_near_the_best_is_advised() {
        List<SpeedCurve.Point> points = List.of(
                new SpeedCurve.Point(1, 50),
                new SpeedCurve.Point(2, 92),
                new SpeedCurve.Point(4, 99),
                new SpeedCurve.Point(8, 100));
        assertThat(new SpeedCurve("", "", Instant.EPOCH, points, false).advised())
                .contains(new SpeedCurve.Point(2, 92));
    }

    @Test
    void nothing_is_measured_without_a_file() {
        SpeedModel model = model(3);
        model.measure();
        assertThat(model.view().get().running()).isFalse();
        assertThat(model.view().get().file()).isNull();
    }
}
