package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.AgentOrder;
import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What settings of looks do to the Run page, at once. */
@Timeout(120)
class HiddenNamesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void names_are_hidden_and_shown_again_in_every_list_at_once() throws IOException {
        Path dataset = folder.resolve("faces");
        Files.writeString(Files.createDirectories(dataset.resolve("Ada")).resolve("ada-1.jpg"), "not decoded");
        Path csv = Files.writeString(folder.resolve("rows.csv"), "label,path,e0\nAda,Ada/ada-0.jpg,0.5\n");
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            RunWatch watch = new RunWatch(new ImageBoard());
            watch.settled(
                    new ImageItem(0, "Ada/ada-1.jpg", 9),
                    new Outcome.Failed(Reason.UNREADABLE, "ada-1.jpg is no picture.", 1));
            watch.event(new RunEvent(
                    1, Instant.now(), RunEvent.Kind.IMAGE_FAILED, "", "Ada/ada-1.jpg: The file is no picture."));
            RunRequest request = new RunRequest(
                    dataset,
                    csv,
                    "noop",
                    null,
                    "fp32",
                    0,
                    0,
                    OutputRequest.Mode.RESUME,
                    false,
                    false,
                    FloatText.SHORTEST);
            window.desk()
                    .rehearse(
                            new CurrentRun(
                                    request,
                                    new RunPlanner(window.desk().library()).plan(request),
                                    new StandingRun(),
                                    watch),
                            () -> FarmSnapshot.EMPTY);
            window.await("the row", () -> words(window, "imageTable").contains("Ada/ada-1.jpg"));
            window.await("the line", () -> words(window, "csvLines").contains("Ada"));
            for (String tab : new String[] {"images", "labels", "events"}) {
                TestWindow.onWindow(() -> {
                    ((ButtonBase) window.node("tab-" + tab)).fire();
                    return true;
                });
                String list = tab.equals("images") ? "imageTable" : tab + (tab.equals("labels") ? "Table" : "List");
                window.await("names", () -> window.scene().lookup("#" + list) != null && anyAda(window, list));
                assertThat(hidden(window, list, true)).as(tab).noneMatch(HiddenNamesTest::names);
                assertThat(hidden(window, list, false)).as(tab).anyMatch(HiddenNamesTest::names);
            }
        }
    }

    /** No beat of the window comes between the change and the look. */
    private static Set<String> hidden(TestWindow window, String list, boolean hide) {
        return TestWindow.onWindow(() -> {
            window.window().settings().change(s -> SettingsEdits.hideFaces(s, hide));
            window.scene().getRoot().applyCss();
            window.scene().getRoot().layout();
            Set<String> all = words(window, list);
            all.addAll(words(window, "csvLines"));
            return all;
        });
    }

    private static boolean anyAda(TestWindow window, String list) {
        return words(window, list).stream().anyMatch(HiddenNamesTest::names);
    }

    private static boolean names(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).contains("ada");
    }

    private static Set<String> words(TestWindow window, String id) {
        Set<String> words = new TreeSet<>();
        for (Node node : window.scene().lookup("#" + id).lookupAll("*")) {
            if (node instanceof Labeled labeled && labeled.getText() != null) {
                words.add(labeled.getText());
                if (labeled.getTooltip() != null) {
                    words.add(labeled.getTooltip().getText());
                }
            }
        }
        return words;
    }

    @Test
    void a_chart_steps_for_those_whom_motion_disturbs_and_spinners_stand() {
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            boolean[] still = {false};
            ProgressCard card = TestWindow.onWindow(() ->
                    new ProgressCard(new Texts(Locale.ENGLISH), new AgentColours(new AgentOrder()), () -> still[0]));
            assertThat(end(card, 10_000)).isEqualTo(10_000);
            assertThat(end(card, 10_200)).isEqualTo(10_200);
            still[0] = true;
            assertThat(end(card, 12_000)).isEqualTo(10_200);
            assertThat(end(card, 15_000)).isEqualTo(15_000);

            TestWindow.onWindow(() -> {
                window.window().settings().change(s -> SettingsEdits.reduceMotion(s, true));
                return true;
            });
            assertThat(window.scene().getRoot().getStyleClass()).contains("still");
        }
    }

    private static long end(ProgressCard card, long millis) {
        return TestWindow.onWindow(() -> {
            card.show(
                    new Progress(RunSnapshot.State.RUNNING, 9, 1, 0, 1, null, 1, Duration.ZERO, 1, 1, "", ""),
                    null,
                    FarmSnapshot.EMPTY,
                    millis);
            return ((ThroughputChart) card.lookup("#throughputChart")).end();
        });
    }

    @Test
    void a_chosen_format_follows_the_settings() {
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            ToggleButton chip = (ToggleButton) window.node("format-npy");
            formats(window, List.of("npy"));
            window.await("chosen", chip::isSelected);
            formats(window, List.of());
            window.await("not chosen", () -> !chip.isSelected());
        }
    }

    private static void formats(TestWindow window, List<String> keys) {
        TestWindow.onWindow(() -> {
            window.window()
                    .settings()
                    .remember(s ->
                            SettingsEdits.run(s, new SettingsData.RunChoices(null, null, "fp32", 0, false, keys, 0)));
            return true;
        });
    }

    @Test
    void compact_rows_are_lower() {
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            TableView<?> table = (TableView<?>) window.node("imageTable");
            assertThat(table.getFixedCellSize()).isEqualTo(32);
            change(window, true);
            window.await("lower rows", () -> table.getFixedCellSize() == 28);
            change(window, false);
            window.await("higher rows", () -> table.getFixedCellSize() == 32);
        }
    }

    private static void change(TestWindow window, boolean compact) {
        TestWindow.onWindow(() -> {
            window.window().settings().change(s -> SettingsEdits.compact(s, compact));
            return true;
        });
    }
}
