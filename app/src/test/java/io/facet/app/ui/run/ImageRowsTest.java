package io.facet.app.ui.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.ui.common.Background;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageRowsTest {
    private final ImageBoard board = new ImageBoard();
    private final RunWatch watch = new RunWatch(board);
    private final ImageRows rows = new ImageRows(new Background(Runnable::run, Runnable::run, problem -> {}), () -> 0);

    @BeforeEach
    void six_images() {
        for (String path : List.of("a/0.jpg", "a/1.jpg", "b/2.jpg", "b/3.jpg", "c/4.jpg", "c/5.jpg")) {
            board.add(path, 1);
        }
        rows.show(board);
    }

    private List<String> shown() {
        rows.refresh();
        List<String> paths = new ArrayList<>();
        for (int place : rows.places()) {
            ImageRow row = rows.row(place);
            paths.add(row == null ? "-" : row.path());
        }
        return paths;
    }

    private static ImageItem item(String path) {
        return new ImageItem(0, path, 1);
    }

    private void lend(String path) {
        watch.leased(item(path), "id", "agent", 1);
    }

    private void fail(String path) {
        lend(path);
        watch.settled(item(path), new Outcome.Failed(Reason.UNREADABLE, "It is no picture.", 3));
    }

    @Test
    void what_runs_comes_first_then_the_newest_that_ended_then_what_waits() {
        fail("c/4.jpg");
        fail("a/1.jpg");
        lend("b/3.jpg");
        assertThat(shown()).containsExactly("b/3.jpg", "a/1.jpg", "c/4.jpg", "a/0.jpg", "b/2.jpg", "c/5.jpg");
    }

    @Test
    void a_state_a_label_and_a_text_choose_images() {
        fail("c/4.jpg");
        fail("a/1.jpg");
        rows.ask(RowQuery.ALL.withState(ImageRow.State.FAILED));
        assertThat(shown()).containsExactly("a/1.jpg", "c/4.jpg");
        rows.ask(RowQuery.ALL.withLabel("b"));
        assertThat(shown()).containsExactly("b/2.jpg", "b/3.jpg");
        rows.ask(RowQuery.ALL.withText("5.JPG"));
        assertThat(shown()).containsExactly("c/5.jpg");
        rows.ask(RowQuery.ALL.withText("nothing"));
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_column_sorts_both_ways() {
        rows.ask(RowQuery.ALL.sorted(ImageBoard.Sort.PATH, false));
        assertThat(shown()).startsWith("c/5.jpg", "c/4.jpg").endsWith("a/0.jpg");
    }

    @Test
    void rows_that_somebody_reads_keep_their_places_and_still_tell_the_truth() {
        assertThat(shown()).startsWith("a/0.jpg");
        rows.hold(true);
        lend("c/5.jpg");
        assertThat(shown()).startsWith("a/0.jpg").endsWith("c/5.jpg");
        ImageRow last = rows.row(5);
        assertThat(last).isNotNull().extracting(ImageRow::state).isEqualTo(ImageRow.State.RUNNING);
        rows.hold(false);
        assertThat(shown()).startsWith("c/5.jpg");
    }

    @Test
    void the_selected_image_is_found_again_wherever_it_goes() {
        shown();
        rows.select(3);
        lend("c/5.jpg");
        shown();
        assertThat(rows.selectedPlace()).isEqualTo(4);
        rows.ask(RowQuery.ALL.withLabel("a"));
        shown();
        assertThat(rows.selectedPlace()).isEqualTo(-1);
    }
}
