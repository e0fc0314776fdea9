package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.models.ModelLibrary;
import io.facet.app.models.WeightsConversion;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.run.StandingRun;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelsModelTest {
    @TempDir
    private Path folder;

    private final Notices notices = new Notices();
    private ModelShelf shelf;
    private ModelLibrary library;
    private @Nullable CurrentRun run;

    @BeforeEach
    void fill() throws IOException {
        shelf = new ModelShelf(folder);
        library = shelf.library();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private ModelSupply supply(Background background) {
        WeightsConversion conversion =
                new WeightsConversion(List.of("no-such-program"), library, folder.resolve("scratch"));
        return new ModelSupply(library, conversion, background, notices, new Texts(Locale.ENGLISH));
    }

    private ModelsModel model(ModelSupply supply, Background background) {
        return new ModelsModel(library, supply, () -> run, background, notices, new Texts(Locale.ENGLISH));
    }

    private Background background(Executor workers) {
        return new Background(workers, Runnable::run, notices::tell);
    }

    private ModelsModel model() {
        Background background = background(Runnable::run);
        ModelsModel model = model(supply(background), background);
        model.reload();
        return model;
    }

    private static ModelRow row(ModelsModel model, String id) {
        return model.shown().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private ModelCard card() {
        return library.catalogue().find(ModelShelf.ID);
    }

    @Test
    void every_card_has_a_state_that_says_how_to_get_it() {
        ModelsModel model = model();

        assertThat(row(model, "builtin-512").state()).isEqualTo(new ModelState.Ready());
        assertThat(row(model, "sface").state()).isEqualTo(new ModelState.Missing());
        assertThat(row(model, "vggface2-resnet50").state()).isEqualTo(new ModelState.ImportOnly());
        assertThat(row(model, ModelShelf.ID).state()).isEqualTo(new ModelState.Missing());
    }

    @Test
    void search_and_task_narrow_the_list() {
        ModelsModel model = model();

        model.search("resnet vggface2");
        assertThat(model.shown())
                .allMatch(r -> r.id().startsWith("vggface2-resnet50"))
                .hasSize(3);
        model.search("");
        model.only(ModelCard.Task.IMAGE_EMBEDDING);
        assertThat(model.shown()).extracting(ModelRow::id).containsExactly(ModelShelf.ID);
        model.search("no such model");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void a_download_makes_a_model_ready_and_chooses_it() {
        ModelsModel model = model();

        model.download(card(), Precision.FP32);

        assertThat(row(model, ModelShelf.ID).state()).isEqualTo(new ModelState.Ready());
        assertThat(model.selected().get()).isNotNull().extracting(ModelRow::id).isEqualTo(ModelShelf.ID);
        assertThat(notices.shown()).extracting(Notices.Notice::kind).containsExactly(Notices.Kind.SUCCESS);
    }

    @Test
    void a_failed_download_says_why_until_it_is_tried_again() {
        shelf.refuse();
        ModelsModel model = model();

        model.download(card(), Precision.FP32);

        assertThat(row(model, ModelShelf.ID).state())
                .isInstanceOfSatisfying(
                        ModelState.Failed.class, f -> assertThat(f.reason()).contains("404"));
    }

    @Test
    void progress_is_shown_and_a_cancelled_download_is_no_failure() throws InterruptedException {
        shelf.hold();
        Queue<Thread> threads = new ArrayDeque<>();
        Background background = background(work -> threads.add(Thread.startVirtualThread(work)));
        ModelSupply supply = supply(background);
        ModelsModel model = model(supply, background);
        model.reload();
        join(threads);

        model.download(card(), Precision.FP32);
        assertThat(row(model, ModelShelf.ID).state()).isInstanceOf(ModelState.Busy.class);
        ModelJob job = Objects.requireNonNull(supply.job(ModelShelf.ID));
        assertThat(job.cancellable()).isTrue();
        shelf.awaitQuestion();
        model.cancel(card());
        shelf.go();
        join(threads);

        assertThat(row(model, ModelShelf.ID).state())
                .as("not failed: cancelled, or done before that was heard")
                .isIn(new ModelState.Missing(), new ModelState.Ready());
    }

    private static void join(Queue<Thread> threads) throws InterruptedException {
        for (Thread next = threads.poll(); next != null; next = threads.poll()) {
            next.join();
        }
    }

    @Test
    void an_import_of_the_wrong_file_is_refused_with_both_checksums() throws IOException {
        ModelsModel model = model();

        model.take(shelf.file(), library.catalogue().find("sface"), Precision.FP32);

        assertThat(row(model, "sface").state())
                .isInstanceOfSatisfying(
                        ModelState.Failed.class, f -> assertThat(f.reason()).contains("SHA-256"));
    }

    @Test
    void an_imported_model_is_removed_again() throws IOException {
        ModelsModel model = model();
        model.take(shelf.file(), card(), Precision.FP32);
        assertThat(row(model, ModelShelf.ID).here()).isTrue();

        model.remove(card());

        assertThat(row(model, ModelShelf.ID).state()).isEqualTo(new ModelState.Missing());
        assertThat(row(model, "builtin-512").here()).isTrue();
        assertThat(notices.shown().getLast().text()).contains("removed");
    }

    @Test
    void a_conversion_whose_program_does_not_start_says_so() throws IOException {
        ModelsModel model = model();

        model.convert(Files.writeString(folder.resolve("weights.h5"), "no weights"));

        assertThat(row(model, "vggface2-resnet50").state())
                .isInstanceOfSatisfying(
                        ModelState.Failed.class, f -> assertThat(f.reason()).contains("weights.h5"));
    }

    @Test
    void progress_moves_without_another_row() throws InterruptedException {
        shelf.hold();
        Queue<Thread> threads = new ArrayDeque<>();
        Background background = background(work -> threads.add(Thread.startVirtualThread(work)));
        ModelSupply supply = supply(background);
        ModelsModel model = model(supply, background);
        model.reload();
        join(threads);
        model.download(card(), Precision.FP32);
        ModelRow before = row(model, ModelShelf.ID);
        ModelJob job = Objects.requireNonNull(supply.job(ModelShelf.ID));

        job.at(1, 4);
        supply.refresh();
        model.refresh();

        assertThat(job.progress().get().fraction()).isEqualTo(0.25);
        assertThat(row(model, ModelShelf.ID)).isSameAs(before);
        shelf.go();
        join(threads);
    }

    @Test
    void a_model_whose_file_the_run_needs_under_another_card_is_not_removed() throws IOException {
        String yaml = CardYaml.write(card()).replaceAll("(?m)^id: .*", "id: twin");
        ModelCard twin = CardYaml.parse(yaml.replaceAll(" *url: .*\n", "") + "obtain: Ask.\n", "test");
        library.takeNew(shelf.file(), twin, Precision.FP32, Progress.NONE);
        ModelsModel model = model();
        assertThat(row(model, "twin").state()).isEqualTo(new ModelState.Ready());
        String sha256 = row(model, "twin").mainFile().orElseThrow().sha256();
        run = runWith(ModelShelf.ID);
        model.refresh();

        assertThat(row(model, "twin").state()).isEqualTo(new ModelState.InUse());
        assertThat(row(model, ModelShelf.ID).state()).isEqualTo(new ModelState.InUse());
        model.remove(twin);

        assertThat(library.catalogue().lookUp("twin")).isPresent();
        assertThat(library.store().locate(sha256)).isPresent();
        assertThat(notices.shown().getLast().kind()).isEqualTo(Notices.Kind.WARNING);
        run = null;
        model.remove(twin);
        assertThat(library.catalogue().lookUp("twin")).isEmpty();
        assertThat(model.shown()).extracting(ModelRow::id).doesNotContain("twin");
    }

    private CurrentRun runWith(String id) {
        RunRequest request = new RunRequest(
                folder,
                folder.resolve("out.csv"),
                null,
                id,
                "fp32",
                0,
                0,
                OutputRequest.Mode.NEW,
                false,
                false,
                FloatText.SHORTEST);
        return new CurrentRun(
                request, new RunPlanner(library).plan(request), new StandingRun(), new RunWatch(new ImageBoard()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e0rcfac\u00e9", "  SFACE\t", "resnet-50", "\uff53face"})
    void search_knows_no_case_accents_or_odd_spaces(String text) {
        ModelsModel model = model();

        model.search(text);

        assertThat(model.shown()).isNotEmpty().hasSizeLessThan(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(?", "\\", "*", "%", "'; --"})
    void search_takes_odd_characters_as_they_are(String text) {
        ModelsModel model = model();

        model.search(text);

        assertThat(model.shown()).allMatch(r -> r.card().toString().contains(text.strip()));
    }

    @Test
    void models_that_share_a_file_are_named_before_it_is_removed() {
        assertThat(model().sharing(library.catalogue().find("vggface2-resnet50")))
                .containsExactly("VGGFace2 ResNet-50, old preparation");
    }
}
