package io.facet.app.ui.agents;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The load of an agent's computer. A bar turns to the colour of warnings at 90%. */
final class ResourceBars extends GridPane {
    private final List<Label> names = new ArrayList<>();
    private final List<ProgressBar> bars = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();

    ResourceBars() {
        getStyleClass().add("resource-bars");
        setMinWidth(Region.USE_PREF_SIZE);
    }

    void update(List<AgentView.Bar> shown) {
        while (bars.size() < shown.size()) {
            addRow();
        }
        for (int i = 0; i < shown.size(); i++) {
            AgentView.Bar bar = shown.get(i);
            names.get(i).setText(bar.name());
            values.get(i).setText(bar.text());
            ProgressBar track = bars.get(i);
            track.setProgress(Double.isNaN(bar.fraction()) ? 0 : Math.clamp(bar.fraction(), 0, 1));
            if (bar.high() != track.getStyleClass().contains("warn")) {
                if (bar.high()) {
                    track.getStyleClass().add("warn");
                } else {
                    track.getStyleClass().remove("warn");
                }
            }
            track.setAccessibleText(bar.name() + " " + bar.text());
        }
    }

    private void addRow() {
        Label name = new Label();
        name.getStyleClass().add("resource-name");
        ProgressBar bar = new ProgressBar(0);
        bar.getStyleClass().add("thin");
        Label value = new Label();
        value.getStyleClass().add("resource-value");
        GridPane.setHgrow(value, Priority.ALWAYS);
        GridPane.setHalignment(value, HPos.RIGHT);
        addRow(bars.size(), name, bar, value);
        names.add(name);
        bars.add(bar);
        values.add(value);
    }
}
