package io.facet.app.master.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import io.facet.app.master.watch.ImageRow.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A board beside the plainest thing that does the same, through random histories. */
class ImageBoardModelTest {
    private static final int IMAGES = 40_000;
    private static final int EVENTS = 200_000;

    private final ImageBoard board = new ImageBoard();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final List<String> running = new ArrayList<>();
    private final List<String> finished = new ArrayList<>();
    private final Random random = new Random(7);

    private static String path(int i) {
        return "label-%d/a folder with ünïcode/%s.jpg".formatted(i % 300, "x".repeat(i % 50) + i);
    }

    private void become(String path, State next) {
        ImageItem item = new ImageItem(0, path, 1);
        running.remove(path);
        finished.remove(path);
        states.put(path, next);
        switch (next) {
            case QUEUED -> board.waits(item);
            case RUNNING -> {
                board.leased(item, "agent", 1);
                running.add(path);
            }
            case DONE -> {
                board.settled(item, ImageBoardTest.done("s", 1), "agent");
                finished.add(path);
            }
            case FAILED, NO_FACE -> {
                Reason reason = next == State.FAILED ? Reason.UNREADABLE : Reason.NO_FACE;
                board.settled(item, new Outcome.Failed(reason, "no", 1), "");
                finished.add(path);
            }
            case KEPT -> board.kept(item);
        }
    }

    /** What may happen next to an image. */
    private State next(State now) {
        return switch (now) {
            case QUEUED -> random.nextInt(10) == 0 ? State.KEPT : State.RUNNING;
            case RUNNING -> random.nextInt(5) == 0 ? State.QUEUED : ended();
            case FAILED -> State.QUEUED;
            case DONE, NO_FACE, KEPT -> now;
        };
    }

    private State ended() {
        return switch (random.nextInt(3)) {
            case 0 -> State.FAILED;
            case 1 -> State.NO_FACE;
            default -> State.DONE;
        };
    }

    private List<String> paths(IndexList indexes) {
        return IntStream.range(0, indexes.size())
                .mapToObj(place -> board.row(indexes.get(place)).path())
                .toList();
    }

    private void compare() {
        assertThat(board.size()).isEqualTo(states.size());
        for (State state : State.values()) {
            assertThat(board.count(state)).isEqualTo((int)
                    states.values().stream().filter(s -> s == state).count());
        }
        assertThat(IntStream.of(board.running()).mapToObj(i -> board.row(i).path()))
                .containsExactlyElementsOf(running);
        assertThat(paths(board.finished())).isEqualTo(finished);
        assertThat(paths(board.failed()))
                .isEqualTo(finished.stream()
                        .filter(p -> states.get(p) == State.FAILED)
                        .toList());
        assertThat(board.labels().stream().mapToInt(LabelCount::total).sum()).isEqualTo(states.size());
        assertThat(board.labels().stream().mapToInt(LabelCount::failed).sum()).isEqualTo(board.count(State.FAILED));
    }

    @Test
    void any_history_leaves_the_same_on_the_board_as_in_the_model() {
        // Few images see everything happen often; lists of a model are slow, so they stay short.
        for (int i = 0; i < 500; i++) {
            board.add(path(i), 1);
            states.put(path(i), State.QUEUED);
        }
        for (int event = 0; event < EVENTS / 20; event++) {
            String path = path(random.nextInt(500));
            State now = states.getOrDefault(path, State.QUEUED);
            State next = next(now);
            if (next != now) {
                become(path, next);
            }
            if (event % 500 == 0) {
                compare();
            }
        }
        compare();
    }

    @Test
    void paths_of_many_chunks_and_tables_are_all_found_again() {
        for (int i = 0; i < IMAGES; i++) {
            assertThat(board.add(path(i), i)).isEqualTo(i);
        }
        for (int i = 0; i < IMAGES; i++) {
            assertThat(board.indexOf(path(i))).isEqualTo(i);
            assertThat(board.row(i).path()).isEqualTo(path(i));
        }
        assertThat(board.indexOf(path(IMAGES))).isEqualTo(-1);
    }
}
