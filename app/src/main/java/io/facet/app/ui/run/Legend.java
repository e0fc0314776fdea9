package io.facet.app.ui.run;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Who is who in the chart, and how fast each agent is. */
final class Legend extends VBox {
    private final Texts texts;
    private final AgentColours colours;

    Legend(Texts texts, AgentColours colours) {
        this.texts = texts;
        this.colours = colours;
        setSpacing(8);
        setId("chartLegend");
        getChildren()
                .add(Parts.row(
                        8,
                        Parts.label(texts.get("run.legend.agent"), "text-caption", "text-muted"),
                        Parts.spring(),
                        Parts.label(texts.get("run.unit.rate"), "text-caption", "text-muted")));
    }

    void show(List<AgentStatus> agents, boolean active) {
        while (getChildren().size() - 1 < agents.size()) {
            getChildren().add(new Line());
        }
        getChildren().remove(agents.size() + 1, getChildren().size());
        for (int i = 0; i < agents.size(); i++) {
            if (getChildren().get(i + 1) instanceof Line line) {
                line.show(agents.get(i), active);
            }
        }
    }

    private final class Line extends HBox {
        private final Region dot = new Region();
        private final Label name = Parts.label("", "text-small");
        private final Label value = Parts.label("", "text-small");
        private String shownColour = "";
        private boolean lost;

        Line() {
            super(8);
            setAlignment(Pos.CENTER_LEFT);
            dot.getStyleClass().add("legend-swatch");
            value.setMinWidth(USE_PREF_SIZE);
            getChildren().setAll(dot, name, Parts.spring(), value);
        }

        void show(AgentStatus agent, boolean active) {
            String colour = "series-" + (1 + Math.floorMod(colours.ofId(agent.id()), Ink.seriesCount()));
            if (!colour.equals(shownColour)) {
                dot.getStyleClass().remove(shownColour);
                dot.getStyleClass().add(colour);
                shownColour = colour;
            }
            name.setText(agent.name());
            boolean gone = agent.state() == AgentStatus.State.LOST;
            if (gone != lost) {
                lost = gone;
                value.setGraphic(gone ? Icons.of(Feather.WIFI_OFF, "icon-small", "icon-danger") : null);
                value.getStyleClass().removeAll("text-danger", "text-warning");
                if (gone) {
                    value.getStyleClass().add("text-danger");
                }
            }
            value.setText(active || gone ? text(agent) : Figures.UNKNOWN);
        }

        private String text(AgentStatus agent) {
            return switch (agent.state()) {
                case LOST -> texts.get("run.legend.lost");
                case LOADING -> Double.isNaN(agent.loading()) ? Figures.UNKNOWN : Figures.wholePercent(agent.loading());
                case PAUSED -> texts.get("run.legend.paused");
                case DRAINED, DRAINING -> texts.get("run.legend.draining");
                default -> Figures.rate(agent.imagesPerSecond());
            };
        }
    }
}
