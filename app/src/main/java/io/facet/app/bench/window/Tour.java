package io.facet.app.bench.window;

import io.facet.app.ui.common.FxThread;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/**
 * Plays a user of the Run page who scrolls through the images, sorts, filters and searches them and looks at the other
 * tabs, again and again. Ended by closing it.
 */
final class Tour implements AutoCloseable {
    /** One thing after the other: nobody is quicker for long. */
    private static final Duration STEP = Duration.ofMillis(400);

    private static final long SEED = 11;
    private static final int SMALL_SCROLLS = 4;

    private final Scene scene;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final AtomicInteger played = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("facet-bench-tour").daemon().factory());
    private final List<Runnable> steps = List.of(
            this::scrollFar,
            this::scrollOn,
            this::scrollOn,
            this::scrollOn,
            () -> sort("time", TableColumn.SortType.DESCENDING),
            this::scrollFar,
            () -> sort("file", TableColumn.SortType.ASCENDING),
            this::scrollOn,
            this::unsorted,
            () -> fire("filter-failed"),
            () -> fire("filter-done"),
            this::scrollFar,
            () -> fire("filter-all"),
            () -> search("person 1"),
            () -> search("person 12"),
            this::scrollOn,
            () -> search(""),
            () -> fire("tab-labels"),
            () -> {},
            () -> fire("tab-events"),
            () -> {},
            () -> fire("tab-images"),
            this::top,
            () -> {},
            () -> {});

    Tour(Scene scene) {
        this.scene = scene;
    }

    void start() {
        FxThread window = new FxThread();
        var _ = timer.scheduleWithFixedDelay(
                () -> window.later(this::step), STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void step() {
        steps.get(played.getAndIncrement() % steps.size()).run();
    }

    /** Steps so far. */
    int played() {
        return played.get();
    }

    private @Nullable TableView<?> table() {
        return scene.lookup("#imageTable") instanceof TableView<?> table ? table : null;
    }

    private void scrollFar() {
        TableView<?> table = table();
        if (table != null && !table.getItems().isEmpty()) {
            table.scrollTo(random.nextInt(table.getItems().size()));
        }
    }

    /** A turn of the wheel. */
    private void scrollOn() {
        TableView<?> table = table();
        Node flow = table == null ? null : table.lookup(".virtual-flow");
        if (flow != null) {
            for (int i = 0; i < SMALL_SCROLLS; i++) {
                flow.fireEvent(Wheel.down(flow));
            }
        }
    }

    private void top() {
        TableView<?> table = table();
        if (table != null) {
            table.scrollTo(0);
        }
    }

    private void sort(String column, TableColumn.SortType type) {
        TableView<?> table = table();
        if (table != null) {
            sort(table, column, type);
        }
    }

    private static <T> void sort(TableView<T> table, String column, TableColumn.SortType type) {
        for (TableColumn<T, ?> found : table.getColumns()) {
            if (("column-" + column).equals(found.getId())) {
                found.setSortType(type);
                table.getSortOrder().setAll(List.of(found));
            }
        }
    }

    private void unsorted() {
        TableView<?> table = table();
        if (table != null) {
            table.getSortOrder().clear();
        }
    }

    private void fire(String id) {
        if (scene.lookup("#" + id) instanceof ButtonBase button) {
            button.fire();
        }
    }

    private void search(String text) {
        if (scene.lookup("#search") instanceof TextField field) {
            field.setText(text);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
