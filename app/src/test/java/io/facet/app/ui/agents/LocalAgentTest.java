package io.facet.app.ui.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.State;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;

/** What the window does to this computer's agent by itself. */
class LocalAgentTest {
    private final Background atOnce = new Background(Runnable::run, Runnable::run, p -> {
        throw new AssertionError(p.message());
    });
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
        new LocalSlots(farm, atOnce, settings);
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
        new LocalSlots(farm, atOnce, settings);
        settings.change(s -> SettingsEdits.cpuSlots(s, 6));
        assertThat(farm.asked).isEmpty();
    }
}
