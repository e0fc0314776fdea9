package io.facet.app.ui.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.AgentStatus.State;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

/** What the window does to this computer's agent by itself. */
class LocalAgentTest {
    private final Background atOnce = new Background(Runnable::run, Runnable::run, p -> {
        throw new AssertionError(p.message());
    });
    private final Notices notices = new Notices();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final List<String> done = new ArrayList<>();
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private Optional<Point2D> pointer = Optional.of(new Point2D(1, 1));
    private Instant now = FakeAgents.NOW;
    private final RestWhileUsed rest = new RestWhileUsed(
            new UserActivity(() -> pointer), wanted::get, a -> done.add("pause"), a -> done.add("resume"));

    private void second(State state) {
        now = now.plusSeconds(1);
        rest.second(now, Optional.of(FakeAgents.local().state(state).is()));
    }

    private void moveAndLook(State state) {
        pointer = Optional.of(new Point2D(now.getEpochSecond(), 2));
        second(state);
    }

    @Test
    void the_agent_rests_while_the_pointer_moves_and_goes_on_a_minute_later() {
        second(State.BUSY);
        assertThat(done).as("nobody has moved it yet").isEmpty();
        moveAndLook(State.BUSY);
        assertThat(done).containsExactly("pause");
        moveAndLook(State.PAUSED);
        now = now.plusSeconds(58);
        second(State.PAUSED);
        assertThat(done).containsExactly("pause");
        now = now.plusSeconds(1);
        second(State.PAUSED);
        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void a_user_who_resumes_it_by_hand_has_the_last_word() {
        second(State.BUSY);
        moveAndLook(State.BUSY);
        moveAndLook(State.BUSY);
        moveAndLook(State.BUSY);
        assertThat(done).containsExactly("pause");
    }

    @Test
    void an_agent_that_was_paused_by_hand_stays_paused() {
        second(State.PAUSED);
        moveAndLook(State.PAUSED);
        now = now.plusSeconds(100);
        second(State.PAUSED);
        assertThat(done).isEmpty();
    }

    @Test
    void it_goes_on_when_the_switch_is_turned_off() {
        second(State.BUSY);
        moveAndLook(State.BUSY);
        wanted.set(false);
        second(State.PAUSED);
        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void where_the_pointer_is_not_told_nothing_happens() {
        pointer = Optional.empty();
        second(State.BUSY);
        second(State.BUSY);
        assertThat(done).isEmpty();
    }

    @Test
    void slots_follow_the_settings_and_their_undo() {
        AgentStatus agent = FakeAgents.local().slots(1, 4).is();
        FakeFarm farm = new FakeFarm(agent);
        Settings settings = new Settings(SettingsData.DEFAULT, d -> {});
        slots(farm, settings);
        settings.change(s -> SettingsEdits.cpuSlots(s, 6));
        assertThat(farm.asked).containsExactly("slots local 1 6");
        settings.undo();
        assertThat(farm.asked).as("only a start finds out how many are useful").endsWith("start -1 -1");
        settings.change(s -> SettingsEdits.hideFaces(s, true));
        assertThat(farm.asked).hasSize(2);
    }

    @Test
    void slots_of_an_agent_that_is_not_there_wait_for_its_start() {
        FakeFarm farm = new FakeFarm(FakeAgents.local().state(State.LEFT).is());
        Settings settings = new Settings(SettingsData.DEFAULT, d -> {});
        slots(farm, settings);
        settings.change(s -> SettingsEdits.cpuSlots(s, 6));
        assertThat(farm.asked).isEmpty();
    }

    private LocalSlots slots(FakeFarm farm, Settings settings) {
        return new LocalSlots(farm, atOnce, settings, notices, texts);
    }

    private static void beats(LocalSlots slots) {
        for (int i = 0; i < 10; i++) {
            slots.beat();
        }
    }

    @Test
    void slots_that_the_agent_refuses_are_no_setting_and_it_is_said_why() {
        FakeFarm farm = new FakeFarm(FakeAgents.local().slots(0, 4).is());
        Settings settings = new Settings(SettingsEdits.gpuSlots(SettingsData.DEFAULT, 0), d -> {});
        LocalSlots slots = slots(farm, settings);
        settings.change(s -> SettingsEdits.gpuSlots(s, 1));
        farm.become(FakeAgents.local().slots(0, 4).pending(Action.SET_SLOTS).is());
        beats(slots);
        assertThat(settings.get().gpuSlots()).as("it tries").isEqualTo(1);
        farm.become(FakeAgents.local()
                .slots(0, 4)
                .reason("No GPU works here: no driver.")
                .is());
        beats(slots);
        assertThat(settings.get().gpuSlots()).isZero();
        assertThat(notices.shown())
                .singleElement()
                .satisfies(n -> assertThat(n.text())
                        .isEqualTo("This computer's agent keeps the slots that it has. No GPU works here: no driver."));
        assertThat(farm.asked).as("it has them still").containsExactly("slots local 1 4");
    }

    @Test
    void slots_that_the_agent_takes_stay() {
        FakeFarm farm = new FakeFarm(FakeAgents.local().slots(0, 4).is());
        Settings settings = new Settings(SettingsData.DEFAULT, d -> {});
        LocalSlots slots = slots(farm, settings);
        settings.change(s -> SettingsEdits.cpuSlots(s, 5));
        farm.become(FakeAgents.local().slots(0, 5).is());
        beats(slots);
        farm.become(FakeAgents.local().slots(0, 3).is());
        beats(slots);
        assertThat(settings.get().cpuSlots()).isEqualTo(5);
        assertThat(notices.shown()).isEmpty();
    }

    @Test
    void an_agent_that_could_not_be_kept_alive_is_started_with_other_slots() {
        FakeFarm farm = new FakeFarm(FakeAgents.local().state(State.LOST).is());
        Settings settings = new Settings(SettingsEdits.gpuSlots(SettingsData.DEFAULT, 1), d -> {});
        slots(farm, settings);
        settings.change(s -> SettingsEdits.gpuSlots(s, 0));
        assertThat(farm.asked).containsExactly("start 0 -1");
    }

    @Test
    void slots_that_it_cannot_start_with_give_way_to_those_that_it_finds_once() {
        FakeFarm farm = new FakeFarm(FakeAgents.local().state(State.LOST).is());
        Settings settings =
                new Settings(SettingsEdits.cpuSlots(SettingsEdits.gpuSlots(SettingsData.DEFAULT, 1), 3), d -> {});
        slots(farm, settings);
        LocalTrouble trouble = new LocalTrouble(settings, notices, texts);
        trouble.told(new UserException(UserException.Code.AGENT_SLOTS, "No GPU works here."));
        assertThat(farm.asked).containsExactly("start -1 3");
        assertThat(notices.shown().getFirst().text())
                .isEqualTo("No GPU works here. It is started again with the slots that it finds.");
        trouble.told(new UserException(UserException.Code.AGENT_START, "It is broken."));
        trouble.told(new UserException(UserException.Code.AGENT_SLOTS, "Nothing works here."));
        assertThat(farm.asked).hasSize(1);
        assertThat(notices.shown()).hasSize(3);
    }

    @Test
    void no_slots_at_all_are_no_setting() {
        Settings settings = new Settings(SettingsEdits.gpuSlots(SettingsData.DEFAULT, 0), d -> {});
        settings.change(s -> SettingsEdits.cpuSlots(s, 0));
        assertThat(settings.get().cpuSlots()).isNegative();
    }
}
