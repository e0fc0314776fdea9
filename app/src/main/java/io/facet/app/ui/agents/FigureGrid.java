package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/** Four figures of an agent. Their places are of a fixed width, so that nothing moves while they change. */
final class FigureGrid extends GridPane {
    private final Label rate = value();
    private final Label inFlight = value();
    private final Label done = value();
    private final Label failed = value();

    FigureGrid(Texts texts) {
        getStyleClass().add("agent-figures");
        setMinWidth(Region.USE_PREF_SIZE);
        addRow(0, name(texts.get("agents.figure.rate")), name(texts.get("agents.figure.in-flight")));
        addRow(1, rate, inFlight);
        addRow(2, name(texts.get("agents.figure.done")), name(texts.get("agents.figure.failed")));
        addRow(3, done, failed);
    }

    private static Label name(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("figure-name");
        return label;
    }

    private static Label value() {
        Label label = new Label(Figures.UNKNOWN);
        label.getStyleClass().add("figure-value");
        return label;
    }

    void update(AgentStatus agent) {
        rate.setText(Figures.rate(agent.imagesPerSecond()));
        inFlight.setText(Figures.count(agent.inFlight()));
        done.setText(Figures.count(agent.done()));
        failed.setText(Figures.count(agent.failed()));
        boolean bad = agent.failed() > 0;
        if (bad != failed.getStyleClass().contains("text-danger")) {
            if (bad) {
                failed.getStyleClass().add("text-danger");
            } else {
                failed.getStyleClass().remove("text-danger");
            }
        }
    }
}
