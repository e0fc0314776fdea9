package io.facet.app.ui.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.AgentStatus.State;
import io.facet.app.ui.common.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AgentsModelTest {
    private final FakeFarm farm = new FakeFarm(
            FakeAgents.agent("lab-pc-07").slots(1, 4).state(State.BUSY).is(),
            FakeAgents.agent("lab-pc-12").slots(0, 3).host("rack").is(),
            FakeAgents.agent("second-on-rack").slots(0, 2).host("rack").is(),
            FakeAgents.local().is());
    private final AgentWords words = new AgentWords(new Texts(Locale.ENGLISH), ZoneOffset.UTC);
    private final AgentsModel model = new AgentsModel(farm, Clock.fixed(FakeAgents.NOW, ZoneOffset.UTC), words);

    @Test
    void this_computer_comes_first_and_all_are_counted() {
        AgentsModel.Content content = model.content().get();
        assertThat(content.all())
                .extracting(AgentView::id)
                .containsExactly("local", "lab-pc-07", "lab-pc-12", "second-on-rack");
        assertThat(content.agents()).isEqualTo(4);
        assertThat(content.slots()).isEqualTo(15);
        assertThat(content.busy()).isEqualTo(10);
        assertThat(content.alone()).isFalse();
    }

    @Test
    void a_search_looks_at_names_and_devices() {
        model.query().set("rtx 40");
        assertThat(model.content().get().all()).extracting(AgentView::id).containsExactly("local", "lab-pc-07");
        model.query().set("nowhere");
        assertThat(model.content().get().nothingFound()).isTrue();
        assertThat(model.content().get().agents()).as("counts are of all").isEqualTo(4);
    }

    @Test
    void agents_of_one_host_come_together() {
        model.grouping().set(AgentsModel.Grouping.HOST);
        assertThat(model.content().get().groups())
                .extracting(AgentsModel.Group::title)
                .containsExactly("forge", "lab-pc-07", "rack");
        assertThat(model.content().get().groups().getLast().agents())
                .extracting(AgentView::id)
                .containsExactly("lab-pc-12", "second-on-rack");
    }

    @Test
    void agents_with_one_device_come_together() {
        model.grouping().set(AgentsModel.Grouping.DEVICE);
        assertThat(model.content().get().groups())
                .extracting(AgentsModel.Group::title)
                .containsExactly("RTX 4090", "Ryzen 9 7950X");
    }

    @Test
    void an_agent_that_was_asked_to_drain_counts_as_drained_until_it_says_otherwise() {
        farm.become(
                FakeAgents.agent("a").state(State.BUSY).pending(Action.DRAIN).is(),
                FakeAgents.agent("b")
                        .state(State.DRAINED)
                        .pending(Action.UNDRAIN)
                        .is(),
                FakeAgents.agent("c").state(State.LOST).is());
        model.refresh();
        assertThat(model.content().get().drained()).isEqualTo(1);
        assertThat(model.content().get().drainable()).isEqualTo(1);
    }

    @Test
    void it_says_what_became_of_the_images_of_a_lost_agent() {
        AgentView lost = words.view(
                FakeAgents.agent("render-02")
                        .state(State.LOST)
                        .requeued(4)
                        .counts(620, 1)
                        .seen(FakeAgents.NOW.minusSeconds(6))
                        .is(),
                FakeAgents.NOW);
        assertThat(lost.headline()).isEqualTo("Lost — 4 images re-queued 6 s ago.");
        assertThat(lost.explanation()).contains("Nothing was written twice");
        assertThat(lost.tail()).isEqualTo("last heard 6 s ago · Done 620 · Failed 1");
        assertThat(lost.bad()).isTrue();
    }

    @Test
    void it_says_how_far_a_model_is_and_what_is_pending() {
        AgentView loading = words.view(
                FakeAgents.agent("mac")
                        .state(State.LOADING)
                        .loading(0.62)
                        .pending(Action.RESTART)
                        .is(),
                FakeAgents.NOW);
        assertThat(loading.state()).isEqualTo("Loading model 62%");
        assertThat(loading.pending()).isEqualTo("Restart asked");
        AgentView draining = words.view(
                FakeAgents.agent("b").state(State.DRAINING).inFlight(2).is(), FakeAgents.NOW);
        assertThat(draining.state()).isEqualTo("Draining · 2 left");
    }

    @Test
    void a_reason_of_an_agent_that_works_is_shown_without_a_headline() {
        AgentView view =
                words.view(FakeAgents.agent("a").reason("There is no GPU here.").is(), FakeAgents.NOW);
        assertThat(view.headline()).isEmpty();
        assertThat(view.explanation()).isEqualTo("There is no GPU here.");
    }

    @Test
    void bars_warn_at_ninety_per_cent_and_a_dash_stands_for_what_is_unknown() {
        AgentView view = words.view(FakeAgents.agent("a").is(), FakeAgents.NOW);
        assertThat(view.bars()).extracting(AgentView.Bar::high).containsExactly(false, true, false, false);
        assertThat(view.bars().get(2).text()).isEqualTo("18.0 / 64 GB");
        FakeAgents.Builder dark = FakeAgents.agent("b");
        dark.resources = io.facet.app.master.watch.Resources.UNKNOWN;
        assertThat(words.view(dark.is(), FakeAgents.NOW).bars().get(3).text()).isEqualTo("—");
    }

    @Test
    void slots_have_names_that_people_read() {
        assertThat(SlotName.of("cpu-3")).isEqualTo("CPU3");
        assertThat(SlotName.of("gpu0-0")).isEqualTo("GPU0");
        assertThat(SlotName.of("gpu1-2")).isEqualTo("GPU1.2");
    }

    @Test
    void with_nobody_but_this_computer_the_page_is_told_so() {
        farm.become(FakeAgents.local().is());
        model.refresh();
        assertThat(model.content().get().alone()).isTrue();
    }
}
