package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.State;
import io.facet.app.master.watch.RunEvent;
import io.facet.app.ui.TestWindow;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Stepper;
import io.facet.app.ui.join.NetworkChoice;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real agents in the window: they join, work, are steered from their cards, and die. */
@Timeout(600)
class DesktopAgentsIT {
    private static final String SECOND = "second";

    @TempDir
    private Path folder;

    private static UnaryOperator<SettingsData> settings(List<Path> recent) {
        // Nobody on this network is to hear of a test.
        return s -> SettingsEdits.discover(
                SettingsEdits.recentDatasets(
                        TestWindow.sized(1440, 900, Theme.Choice.DARK).apply(s), recent),
                false);
    }

    @Test
    void a_second_agent_joins_by_its_code_is_drained_and_killed_and_no_row_is_missing() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("faces"), 12, 100);
        try (TestWindow window = TestWindow.open(folder.resolve("home"), settings(List.of(dataset)));
                Facet other = new Facet(folder, "other")) {
            Look look = new Look(window);
            window.desk().startLocalAgent(0, 1, e -> {});
            Facet.Running agent = join(look, other);
            look.await(
                    "its card",
                    () -> look.agent(SECOND).map(AgentStatus::connected).orElse(false)
                            && look.has(
                                    "agent-" + look.agent(SECOND).orElseThrow().id()));
            AgentStatus second = look.agent(SECOND).orElseThrow();
            look.await("its slot", () -> look.texts(look.card(second)).contains("CPU0"));
            look.await(
                    "who has joined",
                    () -> look.texts(window.node("join-enrolled")).contains(SECOND));
            assertThat(look.text("join-code-note")).startsWith(SECOND + " has joined with this code.");
            window.picture("agents-joined-dark");
            look.await(
                    "this computer's slot",
                    () -> look.localAgent().map(a -> !a.slots().isEmpty()).orElse(false));

            run(look);
            look.await(
                    "both work",
                    () -> look.agent(SECOND).orElseThrow().done() > 0
                            && look.localAgent().orElseThrow().done() > 0);
            // However fast the two are: there are images left for what follows.
            AgentStatus here = look.localAgent().orElseThrow();
            choose(look, here, "pause");
            look.await(
                    "this computer rests", () -> look.localAgent().orElseThrow().state() == State.PAUSED);
            drain(look, second);
            kill(look, agent, second);
            choose(look, here, "resume");

            look.await("the end", () -> look.run().state() == RunSnapshot.State.FINISHED);
            assertThat(look.run().failed()).isZero();
            assertThat(look.rows().byPath()).hasSize(1200);
            lostIsTold(look);
        }
    }

    /** Opens the drawer, lets others in, and starts an agent elsewhere that is given the code as a person would paste it. */
    private static Facet.Running join(Look look, Facet other) throws IOException {
        TestWindow window = look.window();
        look.fire("addAgent");
        ComboBox<?> networks = (ComboBox<?>) window.node("join-network");
        look.await("the networks", () -> !networks.getItems().isEmpty());
        assertThat(window.node("join-code-section").isVisible()).isFalse();
        TestWindow.onWindow(() -> {
            networks.getSelectionModel().selectLast();
            return true;
        });
        assertThat(((NetworkChoice) networks.getValue()).address()).isEqualTo(NetworkChoice.EVERYWHERE);
        look.fire("join-allow-do");
        look.await(
                "a code",
                () -> window.node("join-code").isVisible()
                        && look.text("join-code").startsWith("facet1"));
        Facet.Running agent =
                other.start("facet-agent", "--join", "-", "--cpu-workers", "1", "--gpu-workers", "0", "--name", SECOND);
        try (OutputStream in = agent.process().getOutputStream()) {
            in.write((look.text("join-code") + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return agent;
    }

    private static void run(Look look) {
        look.fire("nav-run");
        look.fire("recent0");
        look.await("start", () -> !look.window().node("mainAction").isDisabled());
        look.fire("mainAction");
        look.await("the run", () -> look.window().desk().run() != null);
        look.fire("nav-agents");
    }

    private static void choose(Look look, AgentStatus agent, String item) {
        look.choose(look.part(agent, ".menu-button", MenuButton.class), item);
    }

    private static void drain(Look look, AgentStatus second) {
        look.press(second, "#drain");
        look.await(
                "drained",
                () -> look.agent(SECOND).orElseThrow().state() == State.DRAINED
                        && look.texts(look.card(second)).contains("Drained"));
        assertThat(look.agent(SECOND).orElseThrow().inFlight()).isZero();
        assertThat(look.run().state()).isEqualTo(RunSnapshot.State.RUNNING);
        long before = look.agent(SECOND).orElseThrow().done();
        look.window().picture("agents-drained-dark");
        assertThat(look.texts(look.card(second))).contains("Undo drain");
        look.press(second, "#drain");
        look.await("it works again", () -> look.agent(SECOND).orElseThrow().done() > before);
    }

    private static void kill(Look look, Facet.Running agent, AgentStatus second) {
        look.await("it has images", () -> look.agent(SECOND).orElseThrow().inFlight() > 0);
        assertThat(look.run().state()).as("there are images left").isEqualTo(RunSnapshot.State.RUNNING);
        agent.kill();
        look.await("lost", () -> look.agent(SECOND).orElseThrow().state() == State.LOST);
        AgentStatus lost = look.agent(SECOND).orElseThrow();
        assertThat(lost.requeued()).isPositive();
        assertThat(lost.reason()).isNotBlank();
        Node card = look.card(second);
        look.await("a lost card", () -> card.getStyleClass().contains("lost"));
        assertThat(look.texts(card))
                .anyMatch(t -> t.matches("Lost — [0-9]+ images? re-queued .*"))
                .anyMatch(t -> t.startsWith(lost.reason()) && t.contains("Nothing was written twice."));
        look.window().picture("agents-lost-dark");
    }

    private static void lostIsTold(Look look) {
        look.fire("nav-run");
        look.fire("tab-events");
        ListView<?> events = (ListView<?>) look.window().node("eventsList");
        look.await(
                "the event",
                () -> events.getItems().stream()
                        .map(RunEvent.class::cast)
                        .anyMatch(e ->
                                e.kind() == RunEvent.Kind.AGENT_LOST && e.text().contains(SECOND)));
        look.window().picture("run-events-dark");
    }

    @Test
    void the_agent_of_this_computer_is_steered_from_its_card() {
        try (TestWindow window = TestWindow.open(folder.resolve("home"), settings(List.of()))) {
            Look look = new Look(window);
            window.desk().startLocalAgent(0, 1, e -> {});
            look.fire("nav-agents");
            look.await("it is there", () -> isIdle(look, 1));
            AgentStatus agent = look.localAgent().orElseThrow();

            look.press(agent, "#logs");
            ListView<?> log = (ListView<?>) window.node("agent-log-lines");
            look.await("its log", () -> !log.getItems().isEmpty());
            int lines = log.getItems().size();

            Stepper cpu = look.part(agent, "#card-cpu-slots", Stepper.class);
            look.await(
                    "its slot on the card",
                    () -> !cpu.isDisabled() && cpu.field().getText().equals("1"));
            TestWindow.onWindow(() -> {
                cpu.plus().fire();
                return true;
            });
            look.await(
                    "two slots", () -> isIdle(look, 2) && cpu.field().getText().equals("2"));
            assertThat(window.window().settings().get().cpuSlots()).isEqualTo(2);
            look.await("its log goes on", () -> log.getItems().size() > lines);
            window.picture("agents-log-dark");

            choose(look, agent, "restart.now");
            look.await(
                    "started anew",
                    () -> isIdle(look, 2)
                            && look.localAgent().orElseThrow().connectedAt().isAfter(agent.connectedAt()));

            choose(look, agent, "stop");
            look.await("stopped", () -> !look.localAgent().orElseThrow().connected());
            look.await("a way back", () -> look.part(agent, "#away", Node.class).isVisible());
            look.press(look.localAgent().orElseThrow(), "#away");
            look.await("it is back", () -> isIdle(look, 2));
        }
    }

    private static boolean isIdle(Look look, int slots) {
        return look.localAgent()
                .map(a -> a.state() == State.IDLE && a.slots().size() == slots)
                .orElse(false);
    }
}
