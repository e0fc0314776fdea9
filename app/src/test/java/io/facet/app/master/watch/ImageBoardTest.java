package io.facet.app.master.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.watch.ImageBoard.Filter;
import io.facet.app.master.watch.ImageBoard.Sort;
import io.facet.app.master.watch.ImageRow.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageBoardTest {
    private static final Filter ALL = new Filter(null, null, "");

    private final ImageBoard board = new ImageBoard();

    private static ImageItem item(String path) {
        return new ImageItem(0, path, 10);
    }

    static Outcome.Done done(String slot, int micros) {
        return new Outcome.Done(List.of(ByteString.EMPTY), new Outcome.Worker("a-1", slot, "cpu", micros, 0, 0, 0));
    }

    private static Outcome.Failed failed(Reason reason, String message) {
        return new Outcome.Failed(reason, message, 3);
    }

    private List<String> paths(int[] indexes) {
        return Arrays.stream(indexes).mapToObj(i -> board.row(i).path()).toList();
    }

    private static List<Integer> list(IndexList indexes) {
        return IntStream.range(0, indexes.size()).mapToObj(indexes::get).toList();
    }

    @Test
    void an_image_keeps_its_index_however_often_it_is_added() {
        assertThat(board.add("Ann/1.jpg", 5)).isZero();
        assertThat(board.add("Böb/2.jpg", 6)).isEqualTo(1);
        assertThat(board.add("Ann/1.jpg", 7)).isZero();

        assertThat(board.size()).isEqualTo(2);
        assertThat(board.indexOf("Böb/2.jpg")).isEqualTo(1);
        assertThat(board.indexOf("Ann/2.jpg")).isEqualTo(-1);
        assertThat(board.row(1)).isEqualTo(new ImageRow(1, "Böb/2.jpg", "Böb", 6, State.QUEUED, "", "", 0, 0, "", ""));
        assertThatThrownBy(() -> board.row(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.state(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void an_image_that_the_scan_has_not_come_to_is_added_when_it_is_lent() {
        board.leased(item("x/1.jpg"), "lab", 1);

        assertThat(board.size()).isEqualTo(1);
        assertThat(board.add("x/1.jpg", 10)).isZero();
        assertThat(board.state(0)).isEqualTo(State.RUNNING);
    }

    @Test
    void a_row_says_who_did_it_and_how_long_it_took() {
        board.leased(item("x/1.jpg"), "lab", 2);
        assertThat(board.row(0).agent()).isEqualTo("lab");
        assertThat(board.row(0).attempts()).isEqualTo(2);
        board.settled(item("x/1.jpg"), done("gpu0-1", 1234), "other");

        ImageRow row = board.row(0);
        assertThat(row.state()).isEqualTo(State.DONE);
        assertThat(row.agent()).isEqualTo("other");
        assertThat(row.slot()).isEqualTo("gpu0-1");
        assertThat(row.micros()).isEqualTo(1234);
        assertThat(row.reason()).isEmpty();
    }

    @Test
    void no_face_is_an_answer_and_no_failure() {
        board.settled(item("x/1.jpg"), failed(Reason.NO_FACE, "There is no face."), "");
        board.settled(item("x/2.jpg"), failed(Reason.TOO_LARGE, "It is too large."), "");

        assertThat(board.row(0).state()).isEqualTo(State.NO_FACE);
        assertThat(board.row(0).reason()).isEqualTo("no_face");
        assertThat(board.row(1).message()).isEqualTo("It is too large.");
        assertThat(list(board.finished())).containsExactly(0, 1);
        assertThat(list(board.failed())).containsExactly(1);
        assertThat(board.labels()).containsExactly(new LabelCount("x", 2, 1, 1));
    }

    @Test
    void lists_show_the_order_in_which_things_happened() {
        for (String path : List.of("a/1", "a/2", "b/3", "b/4")) {
            board.add(path, 1);
        }
        board.leased(item("b/4"), "lab", 1);
        board.leased(item("a/1"), "lab", 1);
        board.leased(item("b/3"), "lab", 1);
        assertThat(board.running()).containsExactly(3, 0, 2);
        board.waits(item("a/1"));
        assertThat(board.running()).containsExactly(3, 2);
        assertThat(board.state(0)).isEqualTo(State.QUEUED);
        board.settled(item("b/3"), done("s", 1), "lab");
        IndexList before = board.finished();
        board.settled(item("b/4"), done("s", 1), "lab");

        assertThat(list(board.finished())).containsExactly(2, 3);
        assertThat(list(before)).as("what was seen stays as it was seen").containsExactly(2);
        assertThatThrownBy(() -> before.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(board.counts()).containsEntry(State.DONE, 2).containsEntry(State.QUEUED, 2);
    }

    @Test
    void a_failure_that_is_taken_back_leaves_the_lists_and_may_come_again() {
        board.settled(item("a"), failed(Reason.MODEL_ERROR, "no"), "");
        board.settled(item("b"), done("s", 1), "lab");
        board.settled(item("c"), failed(Reason.MODEL_ERROR, "no"), "");
        IndexList before = board.finished();
        board.waits(item("a"));

        assertThat(list(board.finished())).containsExactly(1, 2);
        assertThat(list(board.failed())).containsExactly(2);
        assertThat(list(before)).containsExactly(0, 1, 2);
        assertThat(board.row(0).message()).isEmpty();

        board.settled(item("a"), failed(Reason.MODEL_ERROR, "again"), "");
        assertThat(list(board.finished())).containsExactly(1, 2, 0);
        assertThat(list(board.failed())).containsExactly(2, 0);
        assertThat(board.row(0).message()).isEqualTo("again");
    }

    @Test
    void every_change_is_a_new_version_and_nothing_else_is() {
        long empty = board.version();
        board.add("a", 1);
        long added = board.version();
        board.add("a", 1);
        board.row(0);
        board.finished();
        assertThat(added).isNotEqualTo(empty);
        assertThat(board.version()).isEqualTo(added);
        board.kept(item("a"));
        assertThat(board.version()).isNotEqualTo(added);
    }

    @Test
    void a_new_run_begins_with_a_clean_board_and_the_same_indexes() {
        board.settled(item("x/a"), failed(Reason.MODEL_ERROR, "no"), "");
        board.leased(item("x/b"), "lab", 1);
        board.kept(item("y/c"));
        board.reset();

        assertThat(board.indexOf("x/b")).isEqualTo(1);
        assertThat(board.row(0)).isEqualTo(new ImageRow(0, "x/a", "x", 10, State.QUEUED, "", "", 0, 0, "", ""));
        assertThat(board.running()).isEmpty();
        assertThat(board.finished().size()).isZero();
        assertThat(board.failed().size()).isZero();
        assertThat(board.count(State.QUEUED)).isEqualTo(3);
        assertThat(board.labels()).containsExactly(new LabelCount("x", 2, 0, 0), new LabelCount("y", 1, 0, 0));
    }

    @Test
    void images_are_found_by_state_label_and_any_part_of_their_path() {
        for (String path : List.of("pins_Ann/One.JPG", "Ann/two.jpg", "Bob/one.jpg", "Zoë/Élan.jpg")) {
            board.add(path, 1);
        }
        board.leased(item("Bob/one.jpg"), "lab", 1);

        assertThat(paths(board.find(new Filter(null, null, "ONE"), Sort.INDEX, true)))
                .containsExactly("pins_Ann/One.JPG", "Bob/one.jpg");
        assertThat(paths(board.find(new Filter(null, "Ann", ""), Sort.INDEX, false)))
                .containsExactly("Ann/two.jpg", "pins_Ann/One.JPG");
        assertThat(paths(board.find(new Filter(State.RUNNING, null, ""), Sort.INDEX, true)))
                .containsExactly("Bob/one.jpg");
        assertThat(paths(board.find(new Filter(null, null, "élan"), Sort.INDEX, true)))
                .containsExactly("Zoë/Élan.jpg");
        assertThat(board.find(new Filter(null, "Nobody", ""), Sort.INDEX, true)).isEmpty();
        assertThat(board.find(new Filter(State.DONE, "Ann", "one"), Sort.INDEX, true))
                .isEmpty();
    }

    @Test
    void images_are_sorted_by_any_column_and_equals_stay_in_their_order() {
        board.add("c/1", 30);
        board.add("a/2", 10);
        board.add("b/3", 20);
        board.add("a/1", 10);
        board.settled(item("b/3"), done("s", 500), "zeta");
        board.settled(item("c/1"), done("s", 90), "alpha");

        assertThat(board.find(ALL, Sort.PATH, true)).containsExactly(3, 1, 2, 0);
        assertThat(board.find(ALL, Sort.PATH, false)).containsExactly(0, 2, 1, 3);
        assertThat(board.find(ALL, Sort.LABEL, true)).containsExactly(1, 3, 2, 0);
        assertThat(board.find(ALL, Sort.SIZE, true)).containsExactly(1, 3, 2, 0);
        assertThat(board.find(ALL, Sort.SIZE, false)).containsExactly(0, 2, 1, 3);
        assertThat(board.find(ALL, Sort.TIME, false)).containsExactly(2, 0, 1, 3);
        assertThat(board.find(ALL, Sort.AGENT, false)).containsExactly(2, 0, 1, 3);
        assertThat(board.find(ALL, Sort.STATE, true)).containsExactly(1, 3, 0, 2);
        assertThat(board.find(ALL, Sort.INDEX, false)).containsExactly(3, 2, 1, 0);
    }

    @Test
    void more_different_messages_than_it_keeps_point_to_the_file() {
        for (int i = 0; i < 20_500; i++) {
            board.settled(item("p" + i), failed(Reason.MODEL_ERROR, "It failed at " + i), "");
        }
        assertThat(board.row(5).message()).isEqualTo("It failed at 5");
        assertThat(board.row(20_499).message()).isEqualTo("The failures file says why.");
    }
}
