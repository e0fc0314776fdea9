package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.Resources;
import io.facet.app.master.watch.SlotStatus;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.run.Setup.Refusal;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSetupTest {
    @TempDir
    private Path folder = Path.of("");

    private final Settings settings = new Settings(SettingsData.DEFAULT, s -> {});
    private final List<Problem> unhandled = new ArrayList<>();
    private final Background background = new Background(Runnable::run, Runnable::run, unhandled::add);
    private TestDesk desk = new TestDesk(Path.of(""));
    private RunSetup setup = setup();

    @BeforeEach
    void open() {
        desk = new TestDesk(folder);
        setup = setup();
    }

    private RunSetup setup() {
        RunSetup made = new RunSetup(desk, settings, background, new FileExports());
        if (!desk.home.equals(Path.of(""))) {
            made.loadModels();
        }
        return made;
    }

    private Setup now() {
        setup.refresh();
        return setup.now().get();
    }

    @Test
    void without_a_dataset_nothing_starts() {
        assertThat(now().refusal()).isEqualTo(Refusal.NO_DATASET);
        assertThat(now().csv()).isNull();
    }

    @Test
    void a_chosen_folder_is_counted_and_its_rows_get_a_folder_of_its_name() throws IOException {
        setup.choose(dataset(3));
        assertThat(now().counts().images()).isEqualTo(3);
        assertThat(now().counts().labels()).isEqualTo(2);
        assertThat(now().counts().counting()).isFalse();
        assertThat(now().counts().samples()).hasSize(3);
        assertThat(now().csv()).isEqualTo(folder.resolve("documents/runs/faces/embeddings.csv"));
    }

    @Test
    void a_run_needs_a_slot_and_says_if_one_is_coming() throws IOException {
        setup.choose(dataset(3));
        assertThat(now().refusal()).isEqualTo(Refusal.NO_SLOT);
        desk.farm = farm(AgentStatus.State.CONNECTING);
        assertThat(now().refusal()).isEqualTo(Refusal.SLOTS_COMING);
        desk.farm = farm(AgentStatus.State.IDLE);
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void a_folder_that_is_not_there_or_holds_no_image_is_refused() throws IOException {
        setup.choose(folder.resolve("nowhere"));
        assertThat(now().problem()).contains("nowhere").contains("cannot be read");
        assertThat(now().refusal()).isEqualTo(Refusal.DATASET_UNUSABLE);
        setup.choose(Files.createDirectory(folder.resolve("empty")));
        assertThat(now().problem()).isEmpty();
        assertThat(now().refusal()).isEqualTo(Refusal.EMPTY);
    }

    @Test
    void a_model_that_is_not_here_is_refused_and_the_choice_is_remembered() throws IOException {
        setup.choose(dataset(3));
        setup.model("sface");
        assertThat(now().refusal()).isEqualTo(Refusal.MODEL_MISSING);
        assertThat(Objects.requireNonNull(now().model()).precisions())
                .extracting(ModelOption.PrecisionOption::name)
                .containsExactly("fp32", "int8");
        assertThat(settings.get().run().model()).isEqualTo("sface");
        setup.precision("int8");
        assertThat(now().precision()).isEqualTo("int8");
        setup.model(ModelLibrary.DEFAULT_MODEL);
        assertThat(now().precision()).as("the built-in model has no int8").isEqualTo("fp32");
    }

    @Test
    void only_a_batch_that_is_a_number_in_range_is_taken() {
        for (String wrong : List.of("0", "-1", "x", "1025", "99999999999", "1.5")) {
            assertThat(setup.batch(wrong)).as(wrong).isFalse();
        }
        assertThat(setup.batch(" 32 ")).isTrue();
        assertThat(now().batch()).isEqualTo(32);
        assertThat(setup.batch("")).isTrue();
        assertThat(now().batch()).isZero();
    }

    @Test
    void a_csv_of_somebody_else_is_not_touched_before_the_user_says_so() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "name,age\nAda,36\n");
        desk.farm = farm(AgentStatus.State.IDLE);
        setup.choose(dataset(3));
        setup.csv(other);
        assertThat(now().refusal()).isEqualTo(Refusal.OUTPUT_DIFFERS);
        assertThat(now().output())
                .isInstanceOfSatisfying(
                        OutputNotice.Differs.class,
                        d -> assertThat(d.why()).contains("other.").doesNotContain("--overwrite"));
        setup.overwrite(true);
        assertThat(now().output()).isInstanceOf(OutputNotice.Replaces.class);
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
        assertThat(other).content().startsWith("name,age");
        setup.overwrite(false);
        assertThat(now().refusal()).isEqualTo(Refusal.OUTPUT_DIFFERS);
    }

    @Test
    void a_place_where_no_csv_can_be_is_explained_in_one_line_and_nothing_starts() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a file");
        desk.farm = farm(AgentStatus.State.IDLE);
        setup.choose(dataset(3));
        for (Path wrong : List.of(folder, file.resolve("below").resolve("out.csv"))) {
            setup.csv(wrong);
            assertThat(now().refusal()).as(wrong.toString()).isEqualTo(Refusal.OUTPUT_DIFFERS);
            assertThat(now().output())
                    .isInstanceOfSatisfying(
                            OutputNotice.Differs.class,
                            d -> assertThat(d.why()).isNotBlank().doesNotContain("Exception", "\n", "--"));
        }
        setup.csv(folder.resolve("new").resolve("out.csv"));
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
        assertThat(unhandled).isEmpty();
    }

    @Test
    void rows_that_are_there_are_announced_and_a_complete_csv_starts_nothing() throws IOException {
        desk.farm = farm(AgentStatus.State.IDLE);
        Path dataset = dataset(2);
        setup.choose(dataset);
        Path csv = Objects.requireNonNull(now().csv());
        RunRequest request = OutputCheck.request(now(), dataset, csv, false, false);
        OpenOutput.open(new RunPlanner(desk.library()).plan(request).output(), "test", Clock.systemUTC())
                .close();
        row(csv, "label 0", "label 0/image 0.jpg");

        setup.csv(csv);
        assertThat(now().output()).isEqualTo(new OutputNotice.Resumes(1, 1, 0, 1));
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);

        row(csv, "label 1", "label 1/image 1.jpg");
        setup.csv(csv);
        assertThat(now().output()).isEqualTo(new OutputNotice.Resumes(2, 2, 0, 0));
        int[] nothingLeft = {0};
        setup.start(() -> {}, p -> {}, () -> nothingLeft[0]++);
        assertThat(nothingLeft[0]).isEqualTo(1);
        assertThat(desk.asked).as("nothing was started").isNull();

        Files.writeString(dataset.resolve("label 0/new.jpg"), "not decoded");
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
        setup.start(() -> {}, p -> {}, () -> nothingLeft[0]++);
        assertThat(nothingLeft[0]).as("there is a new image").isEqualTo(1);
        assertThat(desk.asked).isNotNull();

        setup.ordered(true);
        assertThat(now().output()).as("rows in another order").isInstanceOf(OutputNotice.Differs.class);
    }

    @Test
    void rows_of_images_that_are_gone_do_not_stand_for_new_ones() throws IOException {
        desk.farm = farm(AgentStatus.State.IDLE);
        Path dataset = dataset(2);
        setup.choose(dataset);
        Path csv = Objects.requireNonNull(now().csv());
        RunRequest request = OutputCheck.request(now(), dataset, csv, false, false);
        OpenOutput.open(new RunPlanner(desk.library()).plan(request).output(), "test", Clock.systemUTC())
                .close();
        row(csv, "label 0", "label 0/gone.jpg");
        row(csv, "label 1", "label 1/image 1.jpg");

        setup.csv(csv);

        assertThat(now().output()).isEqualTo(new OutputNotice.Resumes(2, 2, 0, 1));
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void a_sample_that_was_left_half_drawn_is_drawn_again_and_nothing_else_is_chosen_meanwhile() throws IOException {
        Path documents = folder.resolve("documents");
        Files.writeString(
                Files.createDirectories(documents.resolve("sample-faces.part")).resolve("half.jpg"), "half");
        Path other = dataset(1);
        List<Runnable> later = new ArrayList<>();
        RunSetup slow = new RunSetup(
                desk, settings, new Background(later::add, Runnable::run, unhandled::add), new FileExports());

        slow.chooseSample();
        slow.choose(other);
        assertThat(slow.now().get().refusal()).isEqualTo(Refusal.DRAWING);
        assertThat(slow.dataset()).isNull();
        assertThat(documents.resolve("sample-faces")).doesNotExist();
        later.removeFirst().run();

        assertThat(Objects.requireNonNull(slow.dataset()).folder()).isEqualTo(documents.resolve("sample-faces"));
        assertThat(documents.resolve("sample-faces")).isDirectory();
        assertThat(documents.resolve("sample-faces.part")).doesNotExist();
    }

    @Test
    void a_sample_that_cannot_be_drawn_leaves_the_chosen_dataset_as_it_is() throws IOException {
        setup.choose(dataset(3));
        Files.writeString(folder.resolve("documents"), "a file where the folder belongs");
        setup.chooseSample();
        assertThat(unhandled)
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("output-write"));
        assertThat(now().problem()).isEmpty();
        assertThat(now().refusal()).isEqualTo(Refusal.NO_SLOT);
    }

    @Test
    void what_a_manifest_says_is_set_up_so_that_a_start_goes_on() throws IOException {
        desk.farm = farm(AgentStatus.State.IDLE);
        Path dataset = dataset(2);
        Path csv = folder.resolve("elsewhere").resolve("rows.csv");
        setup.open(new RunFile(dataset, csv, ModelLibrary.DEFAULT_MODEL, "fp32", true));
        assertThat(now().dataset()).isEqualTo(dataset);
        assertThat(now().csv()).isEqualTo(csv);
        assertThat(now().ordered()).isTrue();
        assertThat(now().counts().images()).isEqualTo(2);
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void why_a_run_does_not_start_is_told_and_the_next_try_is_possible() throws IOException {
        desk.farm = farm(AgentStatus.State.IDLE);
        setup.choose(dataset(3));
        List<Problem> told = new ArrayList<>();
        setup.start(() -> {}, told::add, () -> {});
        assertThat(told).singleElement().satisfies(p -> assertThat(p.code()).isEqualTo("disk-full"));
        assertThat(Objects.requireNonNull(desk.asked).batch()).isZero();
        assertThat(now().refusal()).isEqualTo(Refusal.NONE);
        assertThat(settings.get().recentDatasets()).as("it was not used").isEmpty();
    }

    private Path dataset(int images) throws IOException {
        Path dataset = folder.resolve("faces");
        for (int i = 0; i < images; i++) {
            Path label = Files.createDirectories(dataset.resolve("label " + i % 2));
            Files.writeString(label.resolve("image " + i + ".jpg"), "not decoded");
        }
        return dataset;
    }

    private static void row(Path csv, String label, String path) throws IOException {
        Files.writeString(csv, label + "," + path + ",0.5".repeat(512) + "\r\n", StandardOpenOption.APPEND);
    }

    private static FarmSnapshot farm(AgentStatus.State state) {
        List<SlotStatus> slots = state == AgentStatus.State.CONNECTING
                ? List.of()
                : List.of(new SlotStatus("cpu-0", "cpu", "CPU", SlotStatus.State.IDLE, 0, 0, 0, List.of()));
        return new FarmSnapshot(List.of(new AgentStatus(
                "a",
                "this computer",
                "host",
                "",
                "",
                true,
                "",
                state,
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                slots,
                Resources.UNKNOWN,
                0,
                0,
                0,
                0,
                Double.NaN,
                Set.of(),
                0)));
    }

    /** A desk before which no run ever starts, because the disk is full. */
    private static final class TestDesk implements RunDesk {
        private final Path home;
        private final ModelLibrary library;
        private FarmSnapshot farm = FarmSnapshot.EMPTY;
        private @Nullable RunRequest asked;

        TestDesk(Path home) {
            this.home = home;
            this.library = ModelLibrary.open(FacetHome.under(home));
        }

        @Override
        public ModelLibrary library() {
            return library;
        }

        @Override
        public Path documents() {
            return home.resolve("documents");
        }

        @Override
        public FarmSnapshot farm() {
            return farm;
        }

        @Override
        public @Nullable CurrentRun run() {
            return null;
        }

        @Override
        public CurrentRun start(RunRequest request, ImageBoard images) {
            asked = request;
            throw new UserException(UserException.Code.DISK_FULL, "The disk is full.");
        }
    }
}
