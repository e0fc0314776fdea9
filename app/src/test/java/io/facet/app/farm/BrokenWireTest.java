package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.OutputRequest.Mode;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class BrokenWireTest {
    @TempDir
    private Path folder;

    private final ChaosProxy proxy = new ChaosProxy();

    @AfterEach
    void close() {
        proxy.close();
    }

    private Path csv() {
        return folder.resolve("out.csv");
    }

    private NumberedImages images(int count) {
        return NumberedImages.create(folder.resolve("images"), count);
    }

    private TestMaster master() {
        TestMaster master = new TestMaster(folder);
        proxy.leadTo(master.port());
        return master;
    }

    @Test
    void bytes_that_come_one_at_a_time_make_no_difference() {
        NumberedImages images = images(40);
        proxy.trickle();
        try (TestMaster master = master();
                TestAgent agent = TestAgent.start(master.joinThrough(proxy.port()))) {
            TestMaster.await(master.start(images, csv()));
            assertThat(agent.engine.ran).hasValue(40);
            assertThat(agent.connections).hasValue(1);
        }
        images.allIn(csv());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void cuts_at_random_bytes_cost_time_and_nothing_else(long seed) {
        NumberedImages images = images(400);
        proxy.cutAtRandom(8, 8_000, seed);
        try (TestMaster master = master();
                TestAgent agent = TestAgent.start(master.joinThrough(proxy.port()));
                TestAgent other = TestAgent.start(master.joinThrough(proxy.port()))) {
            RunResult result = TestMaster.await(master.start(images, csv()));

            assertThat(result.snapshot().state()).isEqualTo(RunSnapshot.State.FINISHED);
            assertThat(agent.runs() && other.runs()).as("no cut ends an agent").isTrue();
            assertThat(proxy.cuts).as("there were cuts").hasValueGreaterThan(2);
        }
        images.allIn(csv());
    }

    @Test
    void what_was_under_way_at_a_cut_is_handed_in_and_not_done_again() {
        NumberedImages images = images(100);
        NumberEngine engine = new NumberEngine(30);
        try (TestMaster master = master();
                TestAgent agent = TestAgent.start(master.joinThrough(proxy.port()), engine)) {
            RunHandle run = master.start(images, csv());
            Await.until("images are under way", () -> run.snapshot().done() >= 20 && engine.isStarved());
            proxy.refuse();
            Await.until("the master has noticed", () -> run.snapshot().agents().isEmpty());
            assertThat(run.snapshot().running()).isZero();
            engine.permits.release(100_000);
            Await.until("they are finished", () -> engine.ran.get() > 30);
            proxy.leadTo(master.port());
            TestMaster.await(run);

            assertThat(agent.connections).hasValue(2);
        }
        images.allIn(csv());
    }

    @Test
    void a_master_that_is_started_again_takes_what_was_under_way() {
        NumberedImages images = images(200);
        NumberEngine engine = new NumberEngine(60);
        TestMaster first = master();
        try (TestAgent agent = TestAgent.start(first.joinThrough(proxy.port()), engine)) {
            RunHandle run = first.start(images, csv());
            Await.until("some rows, and images under way", () -> run.snapshot().done() >= 50 && engine.isStarved());
            proxy.refuse();
            run.stop();
            TestMaster.await(run);
            first.close();
            int kept = NumberedImages.rows(csv()).size();
            assertThat(kept).isBetween(50, 60);
            engine.permits.release(100_000);
            Await.until("what was under way is finished meanwhile", () -> engine.ran.get() > 60);

            try (TestMaster second = master()) {
                RunHandle resumed = second.start(images, csv(), Mode.RESUME, 1);
                RunResult result = TestMaster.await(resumed);
                assertThat(result.snapshot().kept()).isEqualTo(kept);
                assertThat(result.snapshot().done()).isEqualTo(200 - kept);
            }
            assertThat(agent.connections).hasValue(2);
        } finally {
            first.close();
        }
        images.allIn(csv());
    }

    @Test
    void a_pulled_cable_is_noticed_by_both_sides_and_another_agent_does_the_work() {
        NumberedImages images = images(60);
        NumberEngine stuck = new NumberEngine(0);
        try (TestMaster master = master();
                TestAgent lost = TestAgent.start(master.joinThrough(proxy.port()), stuck)) {
            RunHandle run = master.start(images, csv());
            Await.until("it holds images", () -> run.snapshot().running() > 0);
            proxy.freeze();
            Await.until("the agent has noticed", () -> lost.notices.stream().anyMatch(n -> n.contains("away")));
            Await.until("the master has noticed", () -> run.snapshot().agents().isEmpty());
            try (TestAgent sound = TestAgent.start(master.join())) {
                TestMaster.await(run);
                assertThat(sound.engine.ran).hasValue(60);
            }
        }
        images.allIn(csv());
    }
}
