package io.facet.app.ui.agents;

import io.facet.app.ui.common.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The cards, below the titles of their groups. A card stays as long as its agent does, wherever it moves to. */
final class CardList {
    private final VBox box;
    private final ScrollPane scroll;
    private final Texts texts;
    private final AgentCommands commands;
    private final Map<String, AgentCard> cards = new HashMap<>();
    private final Map<String, Label> titles = new HashMap<>();

    CardList(VBox box, ScrollPane scroll, Texts texts, AgentCommands commands) {
        this.box = box;
        this.scroll = scroll;
        this.texts = texts;
        this.commands = commands;
    }

    /**
     * Shows agents.
     *
     * @param below what follows the cards
     */
    void update(AgentsModel.Content content, LocalWishes wishes, List<Node> below) {
        List<Node> wanted = new ArrayList<>();
        for (AgentsModel.Group group : content.groups()) {
            if (!group.title().isEmpty()) {
                wanted.add(titles.computeIfAbsent(group.title(), CardList::title));
            }
            for (AgentView agent : group.agents()) {
                AgentCard card = cards.computeIfAbsent(agent.id(), id -> new AgentCard(texts, commands));
                card.update(agent, wishes);
                wanted.add(card);
            }
        }
        wanted.addAll(below);
        if (!wanted.equals(box.getChildren())) {
            box.getChildren().setAll(wanted);
        }
    }

    /** Lets go of the cards of agents that are no longer known; those that a search hides stay. */
    void keep(Set<String> known) {
        cards.keySet().retainAll(known);
        titles.keySet()
                .retainAll(box.getChildren().stream()
                        .filter(Label.class::isInstance)
                        .map(n -> ((Label) n).getText())
                        .collect(Collectors.toSet()));
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("semibold", "agents-group");
        return label;
    }

    /** Another second has passed: only what is in sight is drawn. */
    void second() {
        Bounds view = scroll.localToScene(scroll.getBoundsInLocal());
        for (AgentCard card : cards.values()) {
            card.second(card.getScene() != null && view.intersects(card.localToScene(card.getBoundsInLocal())));
        }
    }
}
