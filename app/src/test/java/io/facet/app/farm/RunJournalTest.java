package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.OutputRequest.Mode;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.ImageRow;
import io.facet.app.master.watch.LabelCount;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.master.watch.RunEvent.Kind;
import io.facet.app.master.watch.RunJournal;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.master.watch.Throughput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run tells those who watch it. */
@Timeout(90)
class RunJournalTest extends FarmScenario {
    private final ImageBoard board = new ImageBoard();
    private final RunWatch watch = new RunWatch(board);

    private RunHandle start(NumberedImages images, Mode mode) {
        return master.start(TestMaster.plan(images, csv, mode, 0, false), watch);
    }

    private boolean heard(Kind kind) {
        return watch.events().since(-1).stream().anyMatch(e -> e.kind() == kind);
    }

    @Test
    void the_board_shows_each_image_where_it_is() {
        NumberedImages images = images(40);
        NumberEngine slow = new NumberEngine(10);
        slow.poison.add(2);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = start(images, Mode.NEW);
            Await.until("images are under way", () -> board.running().length > 0);
            Await.until("some are done", () -> board.finished().size() > 0);
            assertThat(board.row(board.running()[0]).state()).isEqualTo(ImageRow.State.RUNNING);
            assertThat(board.row(board.running()[0]).agent()).isEqualTo("agent");

            slow.permits.release(1000);
            TestMaster.await(run);
            assertThat(agent.runs()).isTrue();
        }
        assertThat(board.size()).isEqualTo(40);
        assertThat(board.count(ImageRow.State.DONE)).isEqualTo(39);
        assertThat(board.running()).isEmpty();
        assertThat(board.finished().size()).isEqualTo(40);
        ImageRow done = board.row(board.indexOf(NumberedImages.path(3)));
        assertThat(done.slot()).startsWith("cpu-");
        assertThat(done.micros()).isPositive();
        assertThat(done.attempts()).isEqualTo(1);
        ImageRow failed = board.row(board.failed().get(0));
        assertThat(failed.path()).isEqualTo(NumberedImages.path(2));
        assertThat(failed.reason()).isEqualTo("model_error");
        assertThat(failed.message()).isEqualTo("The model failed.");
        assertThat(failed.attempts()).isEqualTo(3);
        assertThat(board.labels()).hasSize(5).contains(new LabelCount("p2", 8, 7, 1), new LabelCount("p3", 8, 8, 0));
    }

    @Test
    void images_of_a_lost_agent_wait_again_and_what_a_former_start_did_is_kept() {
        NumberedImages images = images(20);
        RunHandle run = start(images, Mode.NEW);
        try (RawAgent raw = new RawAgent(testMaster.join()).greet(1).ask(5)) {
            Await.until("leases", () -> board.count(ImageRow.State.RUNNING) == 5);
            assertThat(raw.isOver()).isFalse();
        }
        Await.until("they wait again", () -> board.count(ImageRow.State.RUNNING) == 0);
        assertThat(heard(Kind.AGENT_LOST)).isTrue();
        try (TestAgent agent = TestAgent.start(testMaster.join(), new NumberEngine(7))) {
            Await.until("seven are done", () -> run.snapshot().rows() >= 6);
            run.stop();
            TestMaster.await(run);
            assertThat(agent.runs()).isTrue();
        }
        assertThat(heard(Kind.STOPPED)).isTrue();
        int rows = NumberedImages.rows(csv).size();
        try (TestAgent agent = TestAgent.start(testMaster.join())) {
            TestMaster.await(start(images, Mode.RESUME));
            assertThat(agent.runs()).isTrue();
        }
        assertThat(board.count(ImageRow.State.KEPT)).isEqualTo(rows);
        assertThat(board.count(ImageRow.State.DONE)).isEqualTo(20 - rows);
        assertThat(heard(Kind.STOPPED)).as("the events are of this run").isFalse();
    }

    @Test
    void what_failed_in_a_former_start_is_listed_as_failed_and_can_be_tried_again() throws Exception {
        NumberedImages images = images(20);
        Path broken = images.folder().resolve(NumberedImages.path(7));
        RunHandle first = start(images, Mode.NEW);
        Await.until("the dataset is known", () -> !first.snapshot().counting());
        Files.delete(broken);
        try (RawAgent holding = new RawAgent(testMaster.join()).greet(1).ask(1).stayAlive();
                TestAgent agent = TestAgent.start(testMaster.join())) {
            Await.until("it has failed", () -> first.snapshot().failed() == 1);
            Await.until("the others are done", () -> first.snapshot().done() == 18);
            first.stop();
            TestMaster.await(first);
            assertThat(agent.runs()).isTrue();
            assertThat(holding.isOver()).isFalse();
        }
        Files.writeString(broken, "7");
        int rows = NumberedImages.rows(csv).size();
        NumberEngine good = new NumberEngine(0);
        try (TestAgent agent = TestAgent.start(testMaster.join(), good)) {
            RunHandle run = start(images, Mode.RESUME);
            Await.until("it is shown", () -> run.snapshot().failedInAll() == 1);
            assertThat(run.snapshot().failed()).as("in this start").isZero();
            assertThat(run.snapshot().keptRows()).isEqualTo(rows);
            ImageRow failed = board.row(board.failed().get(0));
            assertThat(failed.path()).isEqualTo(NumberedImages.path(7));
            assertThat(failed.reason()).isEqualTo("unreadable");
            assertThat(failed.message()).isNotBlank();
            assertThat(board.count(ImageRow.State.KEPT)).isEqualTo(rows);

            assertThat(run.retry(List.of(failed.path())).get(30, TimeUnit.SECONDS))
                    .containsExactly(failed.path());
            good.permits.release(1000);
            RunSnapshot last = TestMaster.await(run).snapshot();
            assertThat(last.failedInAll()).isZero();
            assertThat(last.keptRows()).isEqualTo(rows).isEqualTo(last.kept());
            assertThat(last.done()).isEqualTo(20 - rows);
            assertThat(agent.runs()).isTrue();
        }
        assertThat(board.failed().size()).isZero();
        images.allIn(csv);
        assertThat(NumberedImages.failures(csv)).isEmpty();
    }

    @Test
    void the_events_tell_the_story_of_the_run() {
        NumberEngine slow = new NumberEngine(10);
        slow.poison.add(0);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            agent.awaitConnected();
            RunHandle run = start(images(60), Mode.NEW);
            Await.until("it is busy", slow::isStarved);
            try (TestAgent second = TestAgent.start(testMaster.join(), new NumberEngine(0))) {
                Await.until("it has joined", () -> heard(Kind.AGENT_JOINED));
                Await.until("it is shown", () -> master.farmSnapshot().agents().size() == 2);
                String id = master.farmSnapshot().agents().getLast().id();
                master.drain(id);
                Await.until("it drains", () -> heard(Kind.AGENT_DRAINING));
                master.undrain(id);
                Await.until("it is back", () -> heard(Kind.AGENT_BACK));
                assertThat(second.runs()).isTrue();
            }
            Await.until("it has left", () -> heard(Kind.AGENT_LEFT));
            run.pause();
            Await.until("it pauses", () -> heard(Kind.PAUSED));
            run.unpause();
            slow.permits.release(1000);
            TestMaster.await(run);
        }
        assertThat(watch.events().since(-1))
                .extracting(RunEvent::kind)
                .containsSubsequence(
                        Kind.STARTED,
                        Kind.AGENT_JOINED,
                        Kind.AGENT_DRAINING,
                        Kind.AGENT_BACK,
                        Kind.AGENT_LEFT,
                        Kind.PAUSED,
                        Kind.RESUMED,
                        Kind.FINISHED)
                .contains(Kind.IMAGE_FAILED);
        assertThat(watch.events().since(-1))
                .extracting(RunEvent::text)
                .contains(NumberedImages.path(0) + ": The model failed.");
    }

    @Test
    void the_throughput_counts_each_image_once() {
        try (TestAgent agent = TestAgent.start(testMaster.join(), new NumberEngine(30))) {
            RunHandle run = start(images(60), Mode.NEW);
            Await.until("a second has passed", () -> {
                Throughput.Series series = watch.throughput().series();
                return series.steps() > 0 && !series.lines().isEmpty();
            });
            Throughput.Series series = watch.throughput().series();
            assertThat(series.lines()).hasSize(1);
            assertThat(series.lines().getFirst().agentName()).isEqualTo("agent");
            assertThat(series.lines().getFirst().perSecond(0)).isPositive();
            run.stop();
            TestMaster.await(run);
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void a_journal_that_fails_costs_the_run_nothing() {
        NumberedImages images = images(30);
        RunJournal broken = new RunJournal() {
            @Override
            public void leased(ImageItem item, String agentId, String agentName, int attempt) {
                throw new IllegalStateException("a bug");
            }
        };
        try (TestAgent agent = TestAgent.start(testMaster.join())) {
            TestMaster.await(master.start(TestMaster.plan(images, csv, Mode.NEW, 0, false), broken));
            assertThat(agent.runs()).isTrue();
        }
        images.allIn(csv);
    }
}
