package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.OutputRequest.Mode;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pausing, stopping and trying again. */
@Timeout(90)
class RunControlTest extends FarmScenario {

    private static List<String> retry(RunHandle run, String... paths) {
        try {
            return run.retry(List.of(paths)).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitState(RunHandle run, RunSnapshot.State state) {
        Await.until("the run is " + state, () -> run.snapshot().state() == state);
    }

    /** Waits until the run has looked at the time twice. */
    @SuppressWarnings("ReferenceEquality")
    private static void awaitRefresh(RunHandle run) {
        for (int i = 0; i < 2; i++) {
            RunSnapshot before = run.snapshot();
            Await.until("the run is looked at again", () -> run.snapshot() != before);
        }
    }

    @Test
    void a_run_that_is_paused_finishes_what_is_under_way_and_lends_no_more() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(10);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            run.pause();
            awaitState(run, RunSnapshot.State.PAUSED);
            slow.permits.release(100_000);
            Await.until("nothing is under way", () -> run.snapshot().running() == 0);
            RunSnapshot paused = run.snapshot();
            Duration elapsed = paused.elapsed();
            assertThat(paused.done()).isLessThan(200);
            assertThat(paused.imagesPerSecond()).isZero();

            awaitRefresh(run);
            assertThat(run.snapshot().elapsed()).as("pauses do not count").isEqualTo(elapsed);
            assertThat(run.snapshot().done()).isEqualTo(paused.done());

            run.unpause();
            RunResult result = TestMaster.await(run);
            assertThat(result.snapshot().state()).isEqualTo(RunSnapshot.State.FINISHED);
            assertThat(agent.prepared).as("the models stayed loaded").hasValue(1);
        }
        images.allIn(csv);
    }

    @Test
    void a_run_can_be_stopped_while_it_is_paused() {
        NumberEngine slow = new NumberEngine(0);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images(20), csv);
            Await.until("it is busy", slow::isStarved);
            run.pause();
            awaitState(run, RunSnapshot.State.PAUSED);
            run.stop();
            assertThat(TestMaster.await(run).snapshot().state()).isEqualTo(RunSnapshot.State.STOPPED);
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void stopping_after_the_running_images_keeps_all_of_them() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(10);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            run.stopAfterRunning();
            awaitState(run, RunSnapshot.State.STOPPING);
            assertThat(retry(run, NumberedImages.path(0))).isEmpty();
            slow.permits.release(100_000);

            RunResult result = TestMaster.await(run);
            assertThat(result.snapshot().state()).isEqualTo(RunSnapshot.State.STOPPED);
            assertThat(result.snapshot().done()).isEqualTo(slow.ran.get()).isLessThan(200);
            assertThat(NumberedImages.rows(csv)).hasSize(slow.ran.get());

            TestMaster.await(testMaster.start(images, csv, Mode.RESUME, 0));
            assertThat(agent.engine.ran).as("nothing was done twice").hasValue(200);
        }
        images.allIn(csv);
    }

    /** Does something to the file of an image. */
    private void write(NumberedImages images, int number, @Nullable String content) {
        Path file = images.folder().resolve(NumberedImages.path(number));
        try {
            if (content == null) {
                Files.delete(file);
            } else {
                Files.writeString(file, content);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitScanned(RunHandle run) {
        Await.until("the dataset is known", () -> !run.snapshot().counting());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_failed_image_that_is_tried_again_has_its_row_and_no_failure(boolean ordered) {
        NumberedImages images = images(40);
        RunHandle run = testMaster.start(images, csv, Mode.NEW, 0, ordered);
        awaitScanned(run);
        write(images, 7, null);
        write(images, 8, null);
        // One image is held back, so that the run does not end before.
        try (RawAgent holding = new RawAgent(testMaster.join()).greet(1).ask(1).stayAlive();
                TestAgent agent = TestAgent.start(testMaster.join())) {
            Await.until("all others have ended", () -> run.snapshot().ended() == 39);
            assertThat(run.snapshot().failed()).isEqualTo(2);
            write(images, 7, "7");
            write(images, 8, "8");
            List<String> taken =
                    retry(run, NumberedImages.path(7), NumberedImages.path(8), NumberedImages.path(9), "nothing.jpg");

            assertThat(taken).containsExactlyInAnyOrder(NumberedImages.path(7), NumberedImages.path(8));
            Await.until("both are done", () -> run.snapshot().done() == 39);
            assertThat(run.snapshot().failed()).isZero();
            holding.vanish();
            RunResult result = TestMaster.await(run);
            assertThat(result.snapshot().state()).isEqualTo(RunSnapshot.State.FINISHED);
            assertThat(result.failuresInFile()).isZero();
            assertThat(agent.runs()).isTrue();
        }
        images.allIn(csv);
        Manifest manifest = Manifest.read(OutputFiles.of(csv).manifest());
        assertThat(manifest.failures()).isEmpty();
        assertThat(manifest.csv().ordered()).isFalse();
        assertThat(manifest.csv().rows()).isEqualTo(40);
    }

    @Test
    void one_that_fails_again_has_one_failure_with_all_its_tries() {
        NumberedImages images = images(20);
        RunHandle run = testMaster.start(images, csv);
        awaitScanned(run);
        write(images, 5, null);
        try (RawAgent holding = new RawAgent(testMaster.join()).greet(1).ask(1).stayAlive();
                TestAgent agent = TestAgent.start(testMaster.join())) {
            Await.until("all others have ended", () -> run.snapshot().ended() == 19);
            write(images, 5, "no number");
            assertThat(retry(run, NumberedImages.path(5))).hasSize(1);
            holding.vanish();

            assertThat(TestMaster.await(run).failuresInFile()).isEqualTo(1);
            assertThat(agent.runs()).isTrue();
        }
        assertThat(NumberedImages.failures(csv)).hasSize(1).allMatch(line -> line.endsWith(",4"));
        assertThat(NumberedImages.rows(csv)).hasSize(19);
    }

    @Test
    void after_its_end_a_run_takes_nothing_up() {
        NumberedImages images = images(5);
        try (TestAgent agent = TestAgent.start(testMaster.join())) {
            agent.engine.poison.add(1);
            RunHandle run = testMaster.start(images, csv);
            TestMaster.await(run);
            assertThat(retry(run, NumberedImages.path(1))).isEmpty();
            run.pause();
            run.stopAfterRunning();
            assertThat(run.snapshot().state()).isEqualTo(RunSnapshot.State.FINISHED);
        }
        assertThat(NumberedImages.failures(csv)).hasSize(1);
    }
}
