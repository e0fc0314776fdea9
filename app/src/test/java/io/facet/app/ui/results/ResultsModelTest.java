package io.facet.app.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.verify.CheckedRun;
import io.facet.app.master.verify.OutputCheck;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ShippedCards;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ResultsModelTest {
    @TempDir
    private Path folder;

    private final Notices notices = new Notices();
    private RunHistory history;
    private ResultsModel model;
    private Path csv;

    @BeforeEach
    void open() {
        csv = folder.resolve("embeddings.csv");
        history = RunHistory.open(FacetHome.under(folder), "test", Clock.systemUTC());
        OutputCheck check = new OutputCheck(Catalogue.load(ShippedCards.load(), folder.resolve("cards")));
        model = new ResultsModel(
                new Past(history, check),
                new Background(Runnable::run, Runnable::run, notices::tell),
                notices,
                new Texts(Locale.ENGLISH));
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void fill() {
        PastRuns.fill(history, csv, Instant.now());
        model.reload();
    }

    private Past.Story story() {
        return Objects.requireNonNull(model.story().get());
    }

    @Test
    void an_empty_history_chooses_nothing() {
        model.reload();
        assertThat(model.runs()).isEmpty();
        assertThat(model.story().get()).isNull();
    }

    @Test
    void the_newest_run_is_chosen_first_and_another_on_demand() {
        fill();
        assertThat(model.runs()).extracting(PastRun::id).containsExactly("finished", "stopped", "failed");
        assertThat(story().run().id()).isEqualTo("finished");
        assertThat(story().stored().details()).isEqualTo(PastRuns.details());

        model.choose("failed");
        assertThat(story().run().note()).isEqualTo("No agent could prepare the run.");
        model.reload();
        assertThat(story().run().id()).isEqualTo("failed");
    }

    @Test
    void a_search_narrows_the_list_and_chooses_of_what_is_left() {
        fill();
        model.search("scans");
        assertThat(model.runs()).extracting(PastRun::id).containsExactly("failed");
        assertThat(story().run().id()).isEqualTo("failed");
        model.search("nothing of the kind");
        assertThat(model.runs()).isEmpty();
        assertThat(model.story().get()).isNull();
    }

    @Test
    void a_deleted_run_can_be_had_back() {
        fill();
        model.delete();
        assertThat(model.runs()).extracting(PastRun::id).containsExactly("stopped", "failed");

        notices.shown().getLast().action().run();
        assertThat(model.runs()).extracting(PastRun::id).containsExactly("finished", "stopped", "failed");
        assertThat(story().run().id()).isEqualTo("finished");
    }

    @Test
    void a_sound_output_is_found_sound_and_its_failures_are_listed() {
        new CheckedRun(csv).finish(20, 3);
        fill();
        assertThat(story().allFailures()).isEqualTo(3);
        assertThat(story().failures()).allMatch(f -> f.reason().equals("unreadable"));
        assertThat(story().files())
                .extracting(f -> f.path().getFileName().toString())
                .containsExactly("embeddings.csv", "embeddings.failures.csv", "embeddings.facet");

        model.verify();
        assertThat(model.check().get()).isNotNull().satisfies(c -> {
            assertThat(c.sound()).isTrue();
            assertThat(c.lines()).first().asString().contains("20 rows").contains("3 failures");
        });
        assertThat(model.job().get()).isNull();
    }

    @Test
    void what_differs_from_the_manifest_is_told_line_by_line() throws IOException {
        new CheckedRun(csv).finish(20, 0);
        Files.writeString(csv, "a,a/x.jpg,1,0,0\n", StandardOpenOption.APPEND);
        fill();
        model.verify();
        assertThat(model.check().get()).isNotNull().satisfies(c -> {
            assertThat(c.sound()).isFalse();
            assertThat(c.lines()).anyMatch(l -> l.contains("SHA-256"));
        });
    }

    @Test
    void an_output_that_is_gone_cannot_be_verified_and_that_is_said() {
        fill();
        assertThat(story().files()).isEmpty();
        model.verify();
        assertThat(notices.shown()).extracting(Notices.Notice::kind).containsExactly(Notices.Kind.DANGER);
        assertThat(model.job().get()).isNull();
    }

    @Test
    void exports_appear_among_the_files() {
        new CheckedRun(csv).finish(20, 0);
        fill();
        model.export(ExportFormat.NPY);
        model.export(ExportFormat.PARQUET);
        assertThat(story().files())
                .extracting(f -> f.path().getFileName().toString())
                .contains("embeddings.npy", "labels.csv", "embeddings.parquet");
    }

    @Test
    void the_list_of_failures_is_copied_where_the_user_wants_it() throws IOException {
        new CheckedRun(csv).finish(5, 2);
        fill();
        Path target = folder.resolve("failures-for-a-colleague.csv");
        model.exportFailures(story().run(), target);
        assertThat(Files.readAllLines(target)).hasSize(3);
    }

    @Test
    void failed_images_are_retried_by_resuming_the_same_output() {
        fill();
        RunRequest request = Runs.request(story().run().subject(), OutputRequest.Mode.RESUME, true);
        assertThat(request.retryFailed()).isTrue();
        assertThat(request.csv()).isEqualTo(csv);
        assertThat(request.model()).isEqualTo("vggface2-resnet50");
    }
}
