package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.desk.CurrentRun;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunControl;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.control.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While a run goes on the space bar pauses it, unless it means something to what has the focus. */
@Timeout(120)
class SpaceBarTest {
    @TempDir
    private Path folder = Path.of("");

    /** A run that counts how often it is paused. */
    private record Counted(AtomicInteger pauses, StandingRun run) implements RunControl {
        @Override
        public RunSnapshot snapshot() {
            return run.snapshot();
        }

        @Override
        public CompletableFuture<RunResult> result() {
            return run.result();
        }

        @Override
        public void stop() {}

        @Override
        public void pause() {
            pauses.incrementAndGet();
        }

        @Override
        public void unpause() {}

        @Override
        public void stopAfterRunning() {}

        @Override
        public CompletableFuture<List<String>> retry(Collection<String> paths) {
            return run.retry(paths);
        }
    }

    private static void rehearse(TestWindow window, Path dataset, Path csv, AtomicInteger pauses) {
        RunRequest request = new RunRequest(
                dataset, csv, "noop", null, "fp32", 0, 0, OutputRequest.Mode.RESUME, true, false, FloatText.SHORTEST);
        window.desk()
                .rehearse(
                        new CurrentRun(
                                request,
                                new RunPlanner(window.desk().library()).plan(request),
                                new Counted(pauses, new StandingRun()),
                                new RunWatch(new ImageBoard())),
                        () -> FarmSnapshot.EMPTY);
        window.await(
                "the run", () -> ((Labeled) window.node("mainAction")).getText().equals("Pause"));
    }

    @Test
    void every_control_keeps_its_space_bar_and_the_page_pauses_the_run() throws IOException {
        Path dataset = folder.resolve("faces");
        Files.writeString(Files.createDirectories(dataset.resolve("label")).resolve("image.jpg"), "not decoded");
        AtomicInteger pauses = new AtomicInteger();
        try (TestWindow window = TestWindow.open(folder.resolve("home"), s -> s)) {
            rehearse(window, dataset, folder.resolve("rows.csv"), pauses);
            press(window.scene().getRoot());
            assertThat(pauses).hasValue(1);

            List<String> kinds = new ArrayList<>();
            for (String page : List.of("run", "models", "settings")) {
                ButtonBase nav = (ButtonBase) window.node("nav-" + page);
                TestWindow.onWindow(() -> {
                    nav.fire();
                    window.scene().getRoot().applyCss();
                    window.scene().getRoot().layout();
                    return true;
                });
                for (Node control :
                        TestWindow.onWindow(() -> controls(window.scene().getRoot(), new ArrayList<>()))) {
                    boolean before = control instanceof Switch on && on.isSelected();
                    press(control);
                    if (control instanceof Switch on) {
                        assertThat(on.isSelected()).as(control.getId()).isNotEqualTo(before);
                    }
                    assertThat(pauses).as("%s on %s", control, page).hasValue(1);
                    kinds.add(control.getClass().getSimpleName());
                }
            }
            assertThat(kinds).contains("Switch", "Slider", "ComboBox", "TableView", "TextField");
        }
    }

    private static List<Node> controls(Parent parent, List<Node> found) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (!node.isVisible() || node.isDisabled()) {
                continue;
            }
            if (node instanceof Switch
                    || node instanceof Slider
                    || node instanceof ComboBoxBase<?>
                    || node instanceof TableView<?>
                    || node instanceof ListView<?>
                    || node instanceof TextInputControl) {
                found.add(node);
            } else if (node instanceof Parent inner) {
                controls(inner, found);
            }
        }
        return found;
    }

    private static void press(Node node) {
        TestWindow.onWindow(() -> {
            node.requestFocus();
            Event.fireEvent(
                    node, new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
            if (node instanceof ComboBoxBase<?> box) {
                box.hide();
            }
            return true;
        });
    }
}
