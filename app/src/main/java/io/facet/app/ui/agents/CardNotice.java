package io.facet.app.ui.agents;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.control.Show;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is to be known of an agent that takes no part, and of an action that an agent refused. */
final class CardNotice extends HBox {
    private final Label headline = new Label();
    private final Label explanation = new Label();

    CardNotice() {
        getStyleClass().addAll("notice", "agent-notice");
        headline.getStyleClass().addAll("semibold", "text-strong");
        headline.setWrapText(true);
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        explanation.getStyleClass().add("text-muted");
        VBox words = new VBox(headline, explanation);
        words.getStyleClass().add("agent-notice-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icons.of(Feather.ALERT_CIRCLE), words);
    }

    void update(AgentView view) {
        Show.when(this, !view.headline().isEmpty() || !view.explanation().isEmpty());
        Show.text(headline, view.headline());
        Show.text(explanation, view.explanation());
        style("danger", view.bad());
        style("warning", !view.bad());
    }

    private void style(String name, boolean on) {
        if (on != getStyleClass().contains(name)) {
            if (on) {
                getStyleClass().add(name);
            } else {
                getStyleClass().remove(name);
            }
        }
    }
}
