package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.Pictures;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.Progress;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Takes the pictures of docs/screenshots: every page, empty and full, dark and light, in two sizes. What they show is
 * real: a master, this computer's agent and three more, which run drawn datasets. Runs with {@code -Pscreenshots} only.
 */
@Timeout(900)
class Screenshots {
    private static final String BENCH_MODEL = "vggface2-resnet50-bench";
    private static final List<String> PAGES = List.of("run", "agents", "results", "models", "settings");
    private static final Path TARGET = Path.of(System.getProperty("facet.screenshots", "target/screenshots"));

    /** What is drawn as the user's home folder. */
    private final Path home = Path.of(System.getProperty("user.home"));

    private record Look(double width, double height, Theme.Choice theme) {
        static List<Look> all() {
            return Stream.of(Theme.Choice.DARK, Theme.Choice.LIGHT)
                    .flatMap(t -> Stream.of(new Look(1440, 900, t), new Look(1024, 700, t)))
                    .toList();
        }

        String of(String picture) {
            return "%s-%s-%dx%d".formatted(picture, theme.name().toLowerCase(Locale.ROOT), (int) width, (int) height);
        }
    }

    @BeforeEach
    void start_from_nothing() throws IOException {
        // Two levels below a folder of the build: nobody's real home.
        assertThat(home.toString()).contains("target");
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(home);
    }

    @Test
    void empty() {
        try (TestWindow window = open(List.of())) {
            for (String page : PAGES) {
                fire(window, "nav-" + page);
                take(window, page + "-empty");
            }
        }
    }

    @Test
    void full() throws IOException {
        Path team = Datasets.drawn(home.resolve("Pictures/team-photos"), 8, 30);
        Path studio = Datasets.drawn(home.resolve("Pictures/studio-portraits"), 105, 30);
        spoil(team, 2);
        spoil(studio, 3);
        Path model = home.resolve("Models/resnet50.onnx");
        try (Facet facet = new Facet(home, "make")) {
            Files.createDirectories(model.getParent());
            assertThat(facet.run("facet", "models", "make-bench-model", "vggface2-resnet50", "-o", model.toString())
                            .exitCode())
                    .isZero();
        }
        try (TestWindow window = open(List.of(team, studio));
                Facet agents = new Facet(home.resolve("agents"), "farm")) {
            window.desk().startLocalAgent(0, 1, e -> {});
            awaitAgents(window, 1);
            runToTheEnd(window, "trySample");
            runToTheEnd(window, recent(window, team));
            Facet.Running lost = join(window, agents, "render-02");
            join(window, agents, "lab-pc-07");
            join(window, agents, "lab-pc-12");
            fire(window, recent(window, studio));
            chooseModel(window, model);
            start(window);
            window.await("some seconds of the run", () -> done(window) > 600);
            lost.process().destroyForcibly();
            lost.process().descendants().forEach(ProcessHandle::destroyForcibly);
            window.await(
                    "a lost agent",
                    () -> window.desk().master().farmSnapshot().agents().stream()
                            .anyMatch(a -> a.state() == AgentStatus.State.LOST));
            window.await("what the lost one left to others", () -> done(window) > 1200);
            take(window, "run");
            fire(window, "nav-agents");
            take(window, "agents");
            fire(window, "addAgent");
            take(window, "add-agent");
            fire(window, "nav-run");
            window.await("the end", () -> snapshot(window).state() == RunSnapshot.State.FINISHED);
            window.await(
                    "the last rows",
                    () -> lines(window) > 0 && text(window, "mainAction").equals("Start"));
            take(window, "run-finished");
            for (String page : List.of("results", "models", "settings")) {
                fire(window, "nav-" + page);
                take(window, page);
            }
        }
    }

    private TestWindow open(List<Path> recent) {
        FacetHome folders = new FacetHome(
                home.resolve(".local/state"),
                home.resolve(".local/models"),
                home.resolve(".local/cache"),
                home.resolve(".local/logs"),
                home.resolve("Facet"));
        return TestWindow.open(
                folders,
                s -> SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.DARK).apply(s), recent));
    }

    private void take(TestWindow window, String picture) {
        for (Look look : Look.all()) {
            window.look(look.width(), look.height(), look.theme());
            settle(window);
            TestWindow.onWindow(() -> Pictures.write(window.scene(), TARGET, look.of(picture)));
        }
        window.look(1440, 900, Theme.Choice.DARK);
    }

    /** Until a few frames were drawn: thumbnails and figures come with them. */
    private static void settle(TestWindow window) {
        long[] frames = {0};
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames[0]++;
            }
        };
        TestWindow.onWindow(() -> {
            timer.start();
            return true;
        });
        window.await("frames", () -> frames[0] > 60);
        window.await(
                "no passing news",
                () -> ((Pane) window.scene().lookup("#noticeStack"))
                        .getChildren()
                        .isEmpty());
        TestWindow.onWindow(() -> {
            timer.stop();
            return true;
        });
    }

    private static void spoil(Path dataset, int images) throws IOException {
        try (Stream<Path> files = Files.walk(dataset)) {
            List<Path> some = files.filter(f -> f.toString().endsWith("-007.jpg"))
                    .sorted()
                    .limit(images)
                    .toList();
            for (Path image : some) {
                byte[] bytes = Files.readAllBytes(image);
                Files.write(image, Arrays.copyOf(bytes, bytes.length / 3));
            }
        }
    }

    /** A program of its own, as on another computer. */
    private Facet.Running join(TestWindow window, Facet agents, String name) throws IOException {
        int before = window.desk().master().farmSnapshot().agents().size();
        String code =
                window.desk().master().newJoinCode(1, Duration.ofMinutes(5)).code();
        Path folder = Files.createDirectories(home.resolve("agents").resolve(name));
        Path file = Files.writeString(folder.resolve("code"), code, StandardCharsets.UTF_8);
        Facet.Running agent = agents.with("FACET_HOME", folder.toString())
                .start(
                        "facet-agent",
                        "--name",
                        name,
                        "--join-file",
                        file.toString(),
                        "--gpu-workers",
                        "0",
                        "--cpu-workers",
                        "2");
        awaitAgents(window, before + 1);
        return agent;
    }

    /** The network of the flagship job, with random weights: speed as it is. */
    private static void chooseModel(TestWindow window, Path file) {
        var library = window.desk().library();
        library.take(file, library.catalogue().find(BENCH_MODEL), Precision.FP32, Progress.NONE);
        TestWindow.onWindow(() -> {
            window.window()
                    .settings()
                    .remember(s -> SettingsEdits.run(
                            s, new SettingsData.RunChoices(null, BENCH_MODEL, "fp32", 0, false, List.of("npy"), 0)));
            return true;
        });
        fire(window, "nav-models");
        fire(window, "nav-run");
        ComboBox<?> models = (ComboBox<?>) window.node("model");
        window.await("the model", () -> models.getValue().toString().contains(BENCH_MODEL));
    }

    private static void awaitAgents(TestWindow window, int count) {
        window.await(
                count + " agents",
                () -> window.desk().master().farmSnapshot().agents().size() == count);
    }

    private static String recent(TestWindow window, Path dataset) {
        List<Path> recent =
                TestWindow.onWindow(() -> window.window().settings().get().recentDatasets());
        return "recent" + recent.indexOf(dataset);
    }

    private static void runToTheEnd(TestWindow window, String dataset) {
        fire(window, dataset);
        start(window);
        window.await("the end", () -> snapshot(window).state() == RunSnapshot.State.FINISHED);
    }

    private static void start(TestWindow window) {
        window.await(
                "start",
                () -> text(window, "mainAction").equals("Start")
                        && !window.scene().lookup("#mainAction").isDisabled());
        fire(window, "mainAction");
        window.await("the run", () -> !text(window, "mainAction").equals("Start"));
    }

    private static RunSnapshot snapshot(TestWindow window) {
        return Objects.requireNonNull(window.desk().run()).handle().snapshot();
    }

    private static long done(TestWindow window) {
        return snapshot(window).done();
    }

    private static int lines(TestWindow window) {
        return ((ListView<?>) window.node("csvLines")).getItems().size();
    }

    private static void fire(TestWindow window, String id) {
        ButtonBase button = (ButtonBase) window.node(id);
        TestWindow.onWindow(() -> {
            button.fire();
            return true;
        });
    }

    private static String text(TestWindow window, String id) {
        return ((Labeled) window.node(id)).getText();
    }
}
