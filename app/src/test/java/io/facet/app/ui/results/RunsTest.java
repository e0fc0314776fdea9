package io.facet.app.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.Desk;
import io.facet.app.master.history.PastRun;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunsTest {
    @TempDir
    private Path folder = Path.of("");

    private PastRun past() throws IOException {
        Path dataset = Files.createDirectories(folder.resolve("faces"));
        Files.writeString(dataset.resolve("one.jpg"), "not decoded");
        return PastRun.begun(
                new PastRun.Subject(dataset, "faces", folder.resolve("rows.csv"), "noop", "", "", "fp32", 1),
                Instant.EPOCH);
    }

    @Test
    void two_clicks_start_one_run_and_a_second_run_is_refused_in_words() throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Runnable> later = new ArrayList<>();
        int[] started = {0};
        try (Desk desk = Desk.open(new Desk.Opening(FacetHome.under(folder.resolve("home")), "127.0.0.1", 0))) {
            Runs runs = new Runs(desk, new Background(later::add, Runnable::run, problems::add), () -> started[0]++);
            runs.retryFailed(past());
            assertThat(runs.busy()).as("it is about to start").isTrue();
            runs.retryFailed(past());
            assertThat(later).hasSize(1);
            later.removeFirst().run();
            assertThat(started[0]).isEqualTo(1);
            assertThat(runs.busy()).isTrue();

            runs.again(past());
            later.removeFirst().run();
            assertThat(started[0]).isEqualTo(1);
            assertThat(problems).singleElement().satisfies(p -> {
                assertThat(p.code()).isEqualTo("run-goes-on");
                assertThat(p.unexpected()).isFalse();
            });
        }
    }
}
