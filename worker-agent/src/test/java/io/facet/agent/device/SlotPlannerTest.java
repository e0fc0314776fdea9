package io.facet.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.ExecutionProvider;
import io.facet.models.runtime.Gpu;
import io.facet.models.runtime.ProbeResult;
import io.facet.models.runtime.ProviderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotPlannerTest {
    private static final long MEMORY = 16L << 30;

    private final List<Integer> probed = new ArrayList<>();

    private SlotPlanner computer(int processors, int gpus, Integer... broken) {
        List<Gpu> found = IntStream.range(0, gpus)
                .mapToObj(i -> new Gpu(i, "GeForce " + i, 8L << 30))
                .toList();
        SlotPlanner.Probe probe = (provider, index) -> {
            assertThat(provider).isEqualTo(ExecutionProvider.CUDA);
            probed.add(index);
            boolean works = index < gpus && !Set.of(broken).contains(index);
            return new ProbeResult(
                    new ProviderReport(
                            provider,
                            works ? ProviderReport.Status.WORKS : ProviderReport.Status.LIBRARY_MISSING,
                            works ? "It works." : "libcudnn.so.9 is missing.",
                            works ? "" : "libcudnn.so.9"),
                    found);
        };
        return new SlotPlanner(probe, processors, MEMORY);
    }

    private static List<String> slots(SlotPlan plan) {
        return plan.devices().stream().flatMap(d -> d.slotIds().stream()).toList();
    }

    private static OptionalInt none() {
        return OptionalInt.empty();
    }

    @Test
    void a_computer_without_a_gpu_has_a_slot_per_processor_and_is_told_why() throws InterruptedException {
        SlotPlan plan = computer(4, 0).plan(none(), none());

        assertThat(slots(plan)).containsExactly("cpu-0", "cpu-1", "cpu-2", "cpu-3");
        assertThat(plan.devices().getFirst().device()).isEqualTo(new Device.Cpu());
        assertThat(plan.devices().getFirst().memoryBytes()).isEqualTo(MEMORY);
        assertThat(plan.notices()).singleElement().asString().contains("No GPU slots", "libcudnn.so.9");
    }

    @Test
    void a_gpu_gets_a_slot_and_two_processors_to_feed_it() throws InterruptedException {
        SlotPlan plan = computer(8, 1).plan(none(), none());

        assertThat(slots(plan)).containsExactly("gpu0-0", "cpu-0", "cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5");
        assertThat(plan.devices().getFirst()).satisfies(gpu -> {
            assertThat(gpu.device()).isEqualTo(new Device.Cuda(0));
            assertThat(gpu.name()).isEqualTo("GeForce 0");
            assertThat(gpu.providers()).containsExactly("cuda");
        });
        assertThat(plan.notices()).isEmpty();
    }

    @Test
    void gpus_that_need_every_processor_leave_none() throws InterruptedException {
        assertThat(slots(computer(4, 2).plan(none(), none()))).containsExactly("gpu0-0", "gpu1-0");
    }

    @Test
    void slots_are_dealt_to_the_gpus_in_turn() throws InterruptedException {
        assertThat(slots(computer(4, 2).plan(OptionalInt.of(3), OptionalInt.of(0))))
                .containsExactly("gpu0-0", "gpu0-1", "gpu1-0");
        assertThat(slots(computer(4, 1).plan(OptionalInt.of(3), OptionalInt.of(0))))
                .containsExactly("gpu0-0", "gpu0-1", "gpu0-2");
    }

    @Test
    void gpus_that_are_not_needed_are_not_tried() throws InterruptedException {
        assertThat(slots(computer(4, 4).plan(OptionalInt.of(2), OptionalInt.of(0))))
                .containsExactly("gpu0-0", "gpu1-0");
        assertThat(probed).containsExactly(0, 1);
    }

    @Test
    void a_gpu_on_which_no_model_ran_gets_no_slot_and_it_is_said_why() throws InterruptedException {
        SlotPlan plan = computer(4, 3, 1).plan(OptionalInt.of(4), OptionalInt.of(0));

        assertThat(slots(plan)).containsExactly("gpu0-0", "gpu0-1", "gpu2-0", "gpu2-1");
        assertThat(plan.notices())
                .singleElement()
                .asString()
                .startsWith("No slots on GPU 1 (GeForce 1)")
                .contains("libcudnn.so.9");
    }

    @Test
    void a_gpu_that_was_asked_for_and_does_not_work_is_an_error_and_never_a_processor() {
        assertThatThrownBy(() -> computer(4, 1, 0).plan(OptionalInt.of(1), none()))
                .isInstanceOfSatisfying(AgentException.class, e -> {
                    assertThat(e.code()).isEqualTo(AgentException.Code.DEVICE_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("libcudnn.so.9", "--gpu-workers 0", "doctor");
                });
    }

    @Test
    void no_gpu_is_tried_where_none_is_wanted() throws InterruptedException {
        assertThat(slots(computer(2, 1).plan(OptionalInt.of(0), none()))).containsExactly("cpu-0", "cpu-1");
        assertThat(probed).isEmpty();
    }

    @Test
    void an_agent_without_slots_is_an_error() {
        assertThatThrownBy(() -> computer(4, 0).plan(OptionalInt.of(0), OptionalInt.of(0)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(AgentException.Code.NO_SLOTS));
        assertThatThrownBy(() -> computer(4, 0).plan(none(), OptionalInt.of(0)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(AgentException.Code.NO_SLOTS));
    }

    @Test
    void no_agent_has_more_slots_than_a_master_takes() throws InterruptedException {
        assertThat(computer(512, 0).plan(none(), none()).size()).isEqualTo(256);
        assertThat(computer(512, 8).plan(none(), none()).size()).isEqualTo(256);
        assertThatThrownBy(() -> computer(4, 1).plan(OptionalInt.of(200), OptionalInt.of(100)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(AgentException.Code.USAGE));
    }

    @Test
    void a_gpu_that_works_but_is_not_described_gets_its_slot() throws InterruptedException {
        SlotPlanner planner = new SlotPlanner(
                (provider, index) -> new ProbeResult(
                        new ProviderReport(provider, ProviderReport.Status.WORKS, "It works.", ""), List.of()),
                2,
                MEMORY);

        assertThat(slots(planner.plan(none(), OptionalInt.of(0)))).containsExactly("gpu0-0");
    }
}
