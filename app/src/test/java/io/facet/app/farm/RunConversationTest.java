package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.identity.Membership;
import io.facet.app.master.output.OutputRequest.Mode;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.schedule.Reason;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Slot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class RunConversationTest {
    @TempDir
    private Path folder;

    private Path csv() {
        return folder.resolve("out.csv");
    }

    private NumberedImages images(int count) {
        return NumberedImages.create(folder.resolve("images"), count);
    }

    @Test
    void an_agent_gets_every_image_over_the_wire_and_the_run_ends_by_itself() {
        NumberedImages images = images(300);
        try (TestMaster master = new TestMaster(folder);
                TestAgent agent = TestAgent.start(master.join()).awaitConnected()) {
            RunResult result = TestMaster.await(master.start(images, csv()));

            assertThat(result.snapshot().state()).isEqualTo(RunSnapshot.State.FINISHED);
            assertThat(agent.engine.ran).hasValue(300);
        }
        images.allIn(csv());
    }

    @Test
    void what_an_agent_says_of_its_devices_reaches_whoever_watches_the_run() {
        NumberedImages images = images(3);
        try (TestMaster master = new TestMaster(folder);
                RawAgent agent = new RawAgent(master.join())) {
            RunHandle run = master.start(images, csv());
            agent.send(AgentMessage.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setProtocolVersion(1)
                            .setAgentName("raw")
                            .addSlots(slot("gpu0-0", "cuda", "GeForce"))
                            .addSlots(slot("cpu-0", "cpu", "2 processors"))
                            .addSlots(slot("cpu-1", "cpu", "2 processors"))
                            .addNotices("No slots on GPU 1.")));
            agent.ask(0);
            agent.send(AgentMessage.newBuilder()
                    .setRunStatus(RunStatus.newBuilder()
                            .setRunId(agent.runId())
                            .setState(RunStatus.State.READY)
                            .addNotices("A part runs on the processor.")));
            Await.until(
                    "both notices",
                    () -> run.snapshot().agents().stream()
                            .anyMatch(a -> a.notices()
                                    .equals(List.of("No slots on GPU 1.", "A part runs on the processor."))));

            assertThat(run.snapshot().agents().getFirst().devices())
                    .containsExactly(
                            new RunSnapshot.DeviceView("cuda", "GeForce", 1, List.of("cuda")),
                            new RunSnapshot.DeviceView("cpu", "2 processors", 2, List.of("cpu")));
        }
    }

    private static Slot slot(String id, String deviceClass, String device) {
        return Slot.newBuilder()
                .setId(id)
                .setDeviceClass(deviceClass)
                .setDeviceName(device)
                .addProviders(deviceClass)
                .build();
    }

    @Test
    void an_agent_that_is_there_long_before_the_run_does_not_starve() {
        NumberedImages images = images(20);
        Membership membership;
        int port;
        try (TestMaster first = new TestMaster(folder)) {
            membership = first.join();
            port = first.port();
        }
        try (TestAgent agent = TestAgent.start(membership)) {
            Await.until("it waits for its master", () -> !agent.notices.isEmpty());
            try (TestMaster master = new TestMaster(folder, port)) {
                agent.awaitConnected();
                TestMaster.await(master.start(images, csv()));
            }
        }
        images.allIn(csv());
    }

    @Test
    void one_agent_works_on_one_run_after_the_other() {
        NumberedImages images = images(50);
        try (TestMaster master = new TestMaster(folder);
                TestAgent agent = TestAgent.start(master.join()).awaitConnected()) {
            for (int i = 0; i < 3; i++) {
                Path csv = folder.resolve("out-" + i + ".csv");
                TestMaster.await(master.start(images, csv));
                images.allIn(csv);
            }
            assertThat(agent.engine.ran).hasValue(150);
        }
    }

    @Test
    void many_agents_share_a_run_and_no_image_is_done_twice() {
        NumberedImages images = images(600);
        List<TestAgent> agents = new ArrayList<>();
        try (TestMaster master = new TestMaster(folder)) {
            RunHandle run = master.start(images, csv(), Mode.NEW, 12);
            for (int i = 0; i < 12; i++) {
                agents.add(TestAgent.start(master.join()));
            }
            TestMaster.await(run);
        } finally {
            agents.forEach(TestAgent::close);
        }
        images.allIn(csv());
        assertThat(agents.stream().mapToInt(a -> a.engine.ran.get()).sum()).isEqualTo(600);
        assertThat(agents).filteredOn(a -> a.engine.ran.get() > 0).hasSizeGreaterThan(1);
    }

    @Test
    void an_image_that_fails_on_every_slot_ends_with_its_reason_and_wedges_nobody() {
        NumberedImages images = images(40);
        try (TestMaster master = new TestMaster(folder);
                TestAgent agent = TestAgent.start(master.join())) {
            agent.engine.poison.add(7);
            agent.engine.poison.add(8);
            RunResult result = TestMaster.await(master.start(images, csv()));

            assertThat(result.snapshot().failures()).containsOnly(java.util.Map.entry(Reason.MODEL_ERROR, 2L));
            assertThat(result.snapshot().done()).isEqualTo(38);
        }
        assertThat(NumberedImages.rows(csv())).hasSize(38);
        assertThat(NumberedImages.failures(csv()))
                .hasSize(2)
                .allMatch(line ->
                        line.contains("model_error") && line.contains("The model failed.") && line.endsWith(",3"));
    }

    @Test
    void a_failing_slot_of_one_agent_costs_no_image_when_there_is_another() {
        NumberedImages images = images(40);
        try (TestMaster master = new TestMaster(folder);
                TestAgent broken = TestAgent.start(master.join());
                TestAgent sound = TestAgent.start(master.join())) {
            for (int i = 0; i < 40; i += 4) {
                broken.engine.poison.add(i);
            }
            TestMaster.await(master.start(images, csv(), Mode.NEW, 2));
            assertThat(sound.engine.ran).hasPositiveValue();
        }
        images.allIn(csv());
    }

    @Test
    void an_agent_that_drains_hands_in_what_it_has_and_another_does_the_rest() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(20);
        try (TestMaster master = new TestMaster(folder);
                TestAgent leaving = TestAgent.start(master.join(), slow)) {
            RunHandle run = master.start(images, csv());
            Await.until("it is busy", () -> slow.isStarved());
            Thread stopping = Thread.ofPlatform().start(leaving::drain);
            Await.until(
                    "it drains",
                    () -> run.snapshot().agents().stream()
                            .anyMatch(a -> a.status().equals("draining")));
            slow.permits.release(100_000);
            Await.until(
                    "it has gone",
                    () -> !stopping.isAlive() && run.snapshot().agents().isEmpty());
            int did = slow.ran.get();
            assertThat(run.snapshot().done()).isEqualTo(did);
            try (TestAgent other = TestAgent.start(master.join())) {
                TestMaster.await(run);
                assertThat(other.engine.ran).hasValue(200 - did);
            }
        }
        images.allIn(csv());
    }
}
