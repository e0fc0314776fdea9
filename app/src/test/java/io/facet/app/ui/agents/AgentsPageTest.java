package io.facet.app.ui.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.AgentStatus.State;
import io.facet.app.master.watch.LogEntry;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Stepper;
import io.facet.app.ui.control.Switch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class AgentsPageTest {
    @TempDir
    private Path folder;

    private static AgentStatus[] everyState() {
        return new AgentStatus[] {
            FakeAgents.local().is(),
            FakeAgents.agent("lab-pc-07")
                    .slots(1, 4)
                    .rate(38.2, 1.6)
                    .state(State.BUSY)
                    .inFlight(5)
                    .counts(2437, 1)
                    .is(),
            FakeAgents.agent("lab-pc-12")
                    .slots(1, 2)
                    .rate(11.4, 0)
                    .state(State.DRAINING)
                    .inFlight(2)
                    .counts(2057, 0)
                    .pending(Action.DRAIN)
                    .is(),
            FakeAgents.agent("mac-studio")
                    .slots(1, 2)
                    .state(State.LOADING)
                    .loading(0.62)
                    .is(),
            FakeAgents.agent("render-02")
                    .slots(1, 2)
                    .state(State.LOST)
                    .requeued(4)
                    .counts(620, 1)
                    .seen(FakeAgents.NOW.minusSeconds(6))
                    .is(),
            FakeAgents.agent("old-pc")
                    .state(State.REFUSED)
                    .reason("The model needs 6 GB of memory and this computer has 4 GB.")
                    .is(),
            FakeAgents.agent(
                            "a-computer-with-a-very-long-name-that-somebody-gave-it-in-a-laboratory-far-away.example.org")
                    .state(State.DISCONNECTED)
                    .reason("It was sent away here.")
                    .requeued(1)
                    .is()
        };
    }

    private void seconds(FakeWindow window, int count) {
        window.run(() -> {
            for (int i = 0; i < count; i++) {
                window.page.second();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900", "LIGHT,1440,900", "DARK,1024,700", "LIGHT,1024,700"})
    void every_state_can_be_seen(Theme.Choice theme, int width, int height) {
        try (FakeWindow window = FakeWindow.open(folder, new FakeFarm(everyState()), width, height, theme)) {
            seconds(window, 40);
            window.picture("agents-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width);
            assertThat(((Label) window.node("agents-summary")).getText()).isEqualTo("5 agents · 17 slots ·");
            Node chip = window.inCard("mac-studio", ".slot");
            assertThat(chip.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("warming"));
            Node busy = window.inCard("lab-pc-07", ".slot");
            assertThat(busy.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("busy"));
            assertThat(busy.getAccessibleText()).isEqualTo("GPU0 on lab-pc-07, busy, 38.2 images per second");
            assertThat(window.node("agent-render-02").getStyleClass()).contains("lost");
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900", "LIGHT,1024,700"})
    void every_state_has_a_name_can_be_reached_and_can_be_read(Theme.Choice theme, int width, int height) {
        try (FakeWindow window = FakeWindow.open(folder, new FakeFarm(everyState()), width, height, theme)) {
            seconds(window, 40);
            assertThat(window.faults()).isEmpty();
            window.join.crowd();
            window.run(((Button) window.node("addAgent"))::fire);
            window.beat();
            assertThat(window.faults()).isEmpty();
        }
    }

    @Test
    void a_card_stays_the_same_one_while_its_agent_changes() {
        FakeFarm farm = new FakeFarm(everyState());
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            Node before = window.node("agent-lab-pc-07");
            Button drain = (Button) window.inCard("lab-pc-07", "#drain");
            window.run(drain::fire);
            assertThat(farm.asked).containsExactly("drain lab-pc-07");
            farm.become(
                    FakeAgents.local().is(),
                    FakeAgents.agent("lab-pc-07")
                            .state(State.BUSY)
                            .pending(Action.DRAIN)
                            .is());
            window.beat();
            assertThat(window.node("agent-lab-pc-07")).isSameAs(before);
            assertThat(drain.getText()).isEqualTo("Undo drain");
            window.run(drain::fire);
            assertThat(farm.asked).endsWith("undrain lab-pc-07");
        }
    }

    @Test
    void what_can_be_asked_depends_on_how_the_agent_is() {
        FakeFarm farm = new FakeFarm(everyState());
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            Button forget = (Button) window.inCard("render-02", "#away");
            assertThat(forget.getText()).isEqualTo("Forget");
            assertThat(window.inCard("render-02", "#drain").isVisible()).isFalse();
            window.run(forget::fire);
            MenuButton more = (MenuButton) window.inCard("lab-pc-07", ".menu-button");
            List<String> items = more.getItems().stream()
                    .filter(MenuItem::isVisible)
                    .map(MenuItem::getText)
                    .toList();
            assertThat(items)
                    .containsExactly("Pause", "Restart after running images", "Restart now", "Copy address", "Revoke…");
            window.run(() -> more.getItems().forEach(item -> {
                if (item.isVisible()) {
                    item.fire();
                }
            }));
            assertThat(farm.asked)
                    .containsExactly(
                            "forget render-02",
                            "pause lab-pc-07",
                            "restart lab-pc-07 after_running_images",
                            "restart lab-pc-07 now");
            assertThat(window.desktop.copied).containsExactly("192.168.1.37:51544");
            window.run(((Button) window.node("question-yes"))::fire);
            assertThat(farm.asked).endsWith("revoke lab-pc-07");
        }
    }

    @Test
    void slots_of_this_computer_are_a_setting_and_wrong_ones_are_explained() {
        FakeFarm farm = new FakeFarm(everyState());
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            Stepper cpu = (Stepper) window.node("card-cpu-slots");
            window.run(() -> cpu.plus().fire());
            assertThat(window.settings.get().cpuSlots()).isEqualTo(5);
            assertThat(farm.asked).containsExactly("slots local 1 5");
            for (String wrong : List.of("", "-1", "many", "99999", "4.5")) {
                window.run(() -> {
                    cpu.field().setText(wrong);
                    cpu.field().getOnAction().handle(null);
                });
                assertThat(((Label) window.node("card-problem")).getText())
                        .as(wrong)
                        .startsWith("CPU slots:");
                assertThat(window.settings.get().cpuSlots())
                        .as("the old one holds")
                        .isEqualTo(5);
            }
            window.picture("agents-wrong-slots");
        }
    }

    @Test
    void the_log_of_an_agent_is_followed() {
        FakeFarm farm = new FakeFarm(everyState());
        farm.lines.add(new LogEntry(1, FakeAgents.NOW, "INFO", "io.facet.agent.Work", "Ready for the run", 0));
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            window.run(((Button) window.inCard("lab-pc-07", "#logs"))::fire);
            ListView<?> lines = (ListView<?>) window.node("agent-log-lines");
            assertThat(lines.getItems()).hasSize(1);
            farm.lines.add(new LogEntry(2, FakeAgents.NOW, "WARN", "io.facet.agent.Work", "The GPU is hot", 3));
            window.beat();
            assertThat(lines.getItems()).hasSize(2);
            window.picture("agents-log");
        }
    }

    @Test
    void drain_all_turns_into_its_undo() {
        FakeFarm farm =
                new FakeFarm(FakeAgents.local().is(), FakeAgents.agent("b").is());
        try (FakeWindow window = FakeWindow.open(folder, farm, 1024, 700, Theme.Choice.LIGHT)) {
            Button all = (Button) window.node("agents-drain-all");
            window.run(all::fire);
            assertThat(farm.asked).containsExactly("drain local", "drain b");
            farm.become(
                    FakeAgents.local().state(State.DRAINED).is(),
                    FakeAgents.agent("b").pending(Action.DRAIN).is());
            window.beat();
            assertThat(all.getText()).isEqualTo("Undo drain of all");
            window.run(all::fire);
            assertThat(farm.asked).endsWith("undrain local", "undrain b");
        }
    }

    @Test
    void a_search_hides_the_others_and_says_if_there_is_none() {
        try (FakeWindow window = FakeWindow.open(folder, new FakeFarm(everyState()), 1440, 900, Theme.Choice.DARK)) {
            TextField search = (TextField) window.node("agents-search");
            window.run(() -> search.setText("mac"));
            assertThat(window.node("agent-mac-studio").getScene()).isNotNull();
            assertThat(TestWindow.<Boolean>onWindow(() -> search.getScene().lookup("#agent-lab-pc-07") == null))
                    .isTrue();
            window.run(() -> search.setText("nobody"));
            assertThat(window.node("agents-nothing").isVisible()).isTrue();
        }
    }

    @Test
    void the_switch_that_lets_the_agent_rest_is_a_setting() {
        try (FakeWindow window =
                FakeWindow.open(folder, new FakeFarm(FakeAgents.local().is()), 1440, 900, Theme.Choice.LIGHT)) {
            Switch rest = (Switch) window.node("card-rest");
            window.run(() -> rest.setSelected(true));
            assertThat(window.settings.get().pauseWhileUsed()).isTrue();
            window.run(window.settings::undo);
            assertThat(rest.isSelected()).isFalse();
        }
    }

    @Test
    void forty_agents_are_updated_without_a_new_card() {
        List<AgentStatus> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(FakeAgents.agent("pc-" + i)
                    .slots(1, 15)
                    .rate(10 + i, 1)
                    .state(State.BUSY)
                    .is());
        }
        FakeFarm farm = new FakeFarm(many.toArray(AgentStatus[]::new));
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            Node first = window.node("agent-pc-0");
            window.run(() -> {
                for (int round = 0; round < 20; round++) {
                    int count = round;
                    farm.become(many.stream()
                            .map(a -> FakeAgents.agent(a.id())
                                    .slots(1, 15)
                                    .rate(10 + count, 1)
                                    .state(State.BUSY)
                                    .counts(count, 0)
                                    .is())
                            .toArray(AgentStatus[]::new));
                    window.pulse.beat();
                    window.page.second();
                }
            });
            assertThat(window.node("agent-pc-0")).isSameAs(first);
            assertThat(((Label) window.inCard("pc-39", ".slot-rate")).getText()).isEqualTo("29.0");
            window.picture("agents-forty");
        }
    }

    @Test
    void forgetting_an_agent_can_be_undone() {
        FakeFarm farm = new FakeFarm(everyState());
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            Button away = (Button) window.inCard("render-02", "#away");
            window.run(away::fire);
            assertThat(farm.asked).containsExactly("forget render-02");
            Notices.Notice told = window.notices.shown().getFirst();
            assertThat(told.text()).isEqualTo("Forgot render-02. It is shown again when it comes back.");
            assertThat(told.actionText()).isEqualTo("Undo");
            window.run(told.action());
            assertThat(farm.asked).containsExactly("forget render-02", "recall render-02");
        }
    }

    @Test
    void a_log_follows_its_end_unless_somebody_reads_what_is_above() {
        FakeFarm farm = new FakeFarm(everyState());
        addLines(farm, 100);
        try (FakeWindow window = FakeWindow.open(folder, farm, 1440, 900, Theme.Choice.DARK)) {
            window.run(((Button) window.inCard("lab-pc-07", "#logs"))::fire);
            ListView<?> lines = (ListView<?>) window.node("agent-log-lines");
            addLines(farm, 50);
            window.beat();
            assertThat(lastInSight(window, lines)).isEqualTo(149);
            window.run(() -> lines.scrollTo(20));
            int before = lastInSight(window, lines);
            assertThat(before).isLessThan(100);
            addLines(farm, 50);
            window.beat();
            assertThat(lines.getItems()).hasSize(200);
            assertThat(lastInSight(window, lines)).isEqualTo(before);
            window.run(() -> lines.scrollTo(199));
            assertThat(lastInSight(window, lines)).isEqualTo(199);
            addLines(farm, 1);
            window.beat();
            assertThat(lastInSight(window, lines)).isEqualTo(200);
        }
    }

    private static void addLines(FakeFarm farm, int count) {
        for (int i = 0; i < count; i++) {
            int number = farm.lines.size();
            farm.lines.add(new LogEntry(number, FakeAgents.NOW, "INFO", "test", "line " + number, 0));
        }
    }

    private static int lastInSight(FakeWindow window, ListView<?> list) {
        int[] last = new int[1];
        window.node("agent-log-lines"); // lays it out
        window.run(() -> {
            VirtualFlow<?> flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
            last[0] = flow.getLastVisibleCell().getIndex();
        });
        return last[0];
    }
}
