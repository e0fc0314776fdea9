package io.facet.app.it;

import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.TestWindow;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** What a person does with the window and sees in it. */
record Look(TestWindow window) {
    /** Real processes on a machine with other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    void await(String what, BooleanSupplier condition) {
        Facet.await(what, PATIENCE, () -> TestWindow.onWindow(condition::getAsBoolean));
    }

    void fire(String id) {
        ButtonBase button = (ButtonBase) window.node(id);
        TestWindow.onWindow(() -> {
            button.fire();
            return true;
        });
    }

    /** Chooses from the menu of a button, as soon as it can be chosen. */
    void choose(MenuButton button, String item) {
        window.await(
                "the choice " + item,
                () -> button.getItems().stream()
                        .anyMatch(i -> item.equals(i.getId()) && i.isVisible() && !i.isDisable()));
        TestWindow.onWindow(() -> {
            button.getItems().stream()
                    .filter(i -> item.equals(i.getId()))
                    .findFirst()
                    .ifPresent(MenuItem::fire);
            return true;
        });
    }

    String text(String id) {
        return ((Labeled) window.node(id)).getText();
    }

    boolean has(String id) {
        return TestWindow.onWindow(() -> window.scene().lookup("#" + id) != null);
    }

    /** Every text to be seen within a node. */
    Set<String> texts(Node node) {
        return TestWindow.onWindow(() -> {
            Set<String> found = new HashSet<>();
            for (Node n : node.lookupAll("*")) {
                if (n instanceof Labeled labeled && labeled.isVisible() && labeled.getText() != null) {
                    found.add(labeled.getText());
                }
            }
            return found;
        });
    }

    RunSnapshot run() {
        return Objects.requireNonNull(window.desk().run()).handle().snapshot();
    }

    /** The rows that were written, by path; fails if one is there twice. */
    Rows rows() {
        return Rows.read(Objects.requireNonNull(window.desk().run())
                .plan()
                .output()
                .files()
                .csv());
    }

    Optional<AgentStatus> agent(String name) {
        return window.desk().master().farmSnapshot().agents().stream()
                .filter(a -> a.name().equals(name))
                .findFirst();
    }

    Optional<AgentStatus> localAgent() {
        return window.desk().master().farmSnapshot().agents().stream()
                .filter(AgentStatus::local)
                .findFirst();
    }

    /** The card of an agent. */
    Node card(AgentStatus agent) {
        return window.node("agent-" + agent.id());
    }

    /** A part of a card. */
    <T extends Node> T part(AgentStatus agent, String selector, Class<T> type) {
        Node card = card(agent);
        return TestWindow.onWindow(() -> type.cast(Objects.requireNonNull(card.lookup(selector), selector)));
    }

    /** Presses a button of a card. */
    void press(AgentStatus agent, String selector) {
        ButtonBase button = part(agent, selector, ButtonBase.class);
        TestWindow.onWindow(() -> {
            if (button.isDisabled() || !button.isVisible()) {
                throw new AssertionError(selector + " cannot be pressed");
            }
            button.fire();
            return true;
        });
    }
}
