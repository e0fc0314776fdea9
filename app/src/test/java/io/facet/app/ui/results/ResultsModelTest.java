package io.facet.app.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
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
        model = new ResultsModel(
                past(),
                new Background(Runnable::run, Runnable::run, notices::tell),
                notices,
                new Texts(Locale.ENGLISH));
    }

    private Past past() {
        return new Past(history, new OutputCheck(Catalogue.load(ShippedCards.load(), folder.resolve("cards"))));
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
    void the_list_of_failures_is_copied_where_the_user_wants_it() {
        new CheckedRun(csv).finish(5, 2);
        fill();
        Path target = folder.resolve("failures-for-a-colleague.csv");
        model.exportFailures(story().run(), target);
        assertThat(target).hasSameTextualContentAs(folder.resolve("embeddings.failures.csv"));
        assertThat(target).content().contains("b/00001.jpg");
    }

    @Test
    void failed_images_are_retried_by_resuming_the_same_output() {
        fill();
        RunRequest request = Runs.request(story().run().subject(), OutputRequest.Mode.RESUME, true);
        assertThat(request.retryFailed()).isTrue();
        assertThat(request.csv()).isEqualTo(csv);
        assertThat(request.model()).isEqualTo("vggface2-resnet50");
    }

    @Test
    void a_verdict_stays_with_the_run_that_was_checked() {
        new CheckedRun(csv).finish(20, 0);
        fill();
        model.verify();
        model.choose("stopped");
        assertThat(model.check().get()).isNull();
        model.choose("finished");
        assertThat(model.check().get())
                .isNotNull()
                .satisfies(c -> assertThat(c.run()).isEqualTo("finished"));
    }

    @Test
    void work_on_files_is_shown_with_its_run_only_and_its_outcome_does_not_turn_the_page() {
        new CheckedRun(csv).finish(20, 0);
        List<Runnable> waiting = new ArrayList<>();
        boolean[] later = new boolean[1];
        Executor workers = work -> {
            if (later[0]) {
                waiting.add(work);
            } else {
                work.run();
            }
        };
        model = new ResultsModel(
                past(), new Background(workers, Runnable::run, notices::tell), notices, new Texts(Locale.ENGLISH));
        fill();
        later[0] = true;
        model.export(ExportFormat.NPY);
        later[0] = false;
        assertThat(model.job().get()).isNotNull();

        model.choose("failed");
        assertThat(model.job().get()).isNull();
        model.verify();
        assertThat(model.job().get())
                .as("work on another run's files can begin and end")
                .isNull();
        model.choose("finished");
        assertThat(model.job().get()).isNotNull();
        model.choose("failed");

        waiting.forEach(Runnable::run);
        assertThat(story().run().id()).isEqualTo("failed");
        model.choose("finished");
        assertThat(model.job().get()).isNull();
        assertThat(story().files()).anyMatch(f -> f.path().endsWith("embeddings.npy"));
    }

    @Test
    void output_that_was_moved_is_found_again_if_its_manifest_is_that_of_the_run() throws IOException {
        new CheckedRun(csv).finish(20, 0);
        Manifest manifest = Manifest.read(OutputFiles.of(csv).manifest());
        PastRun known = PastRuns.run("moved", "faces", csv, PastRun.State.FINISHED, Instant.parse(manifest.created()));
        PastRun.Subject subject = new PastRun.Subject(
                Path.of(manifest.dataset()),
                "faces",
                csv,
                manifest.pipeline().id(),
                Objects.requireNonNull(manifest.model()).id(),
                "",
                "fp32",
                3);
        history.finish(
                new PastRun(
                        known.id(),
                        subject,
                        known.state(),
                        known.started(),
                        known.ended(),
                        known.counts(),
                        known.speed(),
                        known.slots(),
                        known.agents(),
                        ""),
                PastRuns.details());
        Path there = Files.createDirectory(folder.resolve("elsewhere"));
        for (String name : List.of("embeddings.csv", "embeddings.facet", "embeddings.failures.csv")) {
            if (Files.exists(folder.resolve(name))) {
                Files.move(folder.resolve(name), there.resolve(name));
            }
        }
        Path other = folder.resolve("other").resolve("embeddings.csv");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "label,path,e0\n");
        model.reload();
        assertThat(story().files()).isEmpty();

        model.locate(other);
        assertThat(notices.shown()).last().satisfies(n -> assertThat(n.kind()).isEqualTo(Notices.Kind.DANGER));
        assertThat(story().files()).isEmpty();

        model.locate(there.resolve("embeddings.csv"));
        assertThat(story().run().subject().csv()).isEqualTo(there.resolve("embeddings.csv"));
        assertThat(story().files()).isNotEmpty();
        assertThat(story().stored().details()).isEqualTo(PastRuns.details());
    }
}
