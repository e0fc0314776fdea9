package io.facet.app.ui.results;

import io.facet.app.master.history.AgentShare;
import io.facet.app.ui.chart.Ink;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What each agent brought to a run. Window's thread only. */
final class WorkCard extends VBox {
    private final Texts texts;
    private final GridPane grid = new GridPane(8, 8);

    WorkCard(Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("facet-card", "results-half");
        Label title = new Label(texts.get("results.work"));
        title.getStyleClass().add("card-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("card-header");
        grid.getStyleClass().add("results-body");
        grid.setId("results-work");
        ColumnConstraints name = new ColumnConstraints(88, 112, 140);
        ColumnConstraints bar = new ColumnConstraints(20, 160, Double.MAX_VALUE);
        bar.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(name, bar, number(), number(), number());
        getChildren().addAll(head, grid);
    }

    private static ColumnConstraints number() {
        ColumnConstraints column = new ColumnConstraints(44, 56, 72);
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    void show(List<AgentShare> shares) {
        grid.getChildren().clear();
        grid.addRow(
                0,
                muted("results.work.agent"),
                new Region(),
                muted("results.work.images"),
                muted("results.work.share"),
                muted("results.work.rate"));
        long all = shares.stream().mapToLong(AgentShare::images).sum();
        long most = shares.stream().mapToLong(AgentShare::images).max().orElse(1);
        int row = 1;
        for (AgentShare share : shares.stream()
                .sorted(Comparator.comparingLong(AgentShare::images).reversed())
                .toList()) {
            Label name = new Label(share.name());
            name.getStyleClass().add("text-small");
            Label images = new Label(Figures.count(share.images()));
            images.getStyleClass().addAll("text-small", "medium", "text-strong");
            Label part = new Label(all == 0 ? "" : Figures.percent(share.images() / (double) all));
            part.getStyleClass().addAll("text-small", "text-muted");
            Label rate = new Label(Figures.rate(share.imagesPerSecond()));
            rate.getStyleClass().addAll("text-small", "text-muted");
            grid.addRow(row++, name, bar(share, most), images, part, rate);
        }
        if (shares.isEmpty()) {
            grid.add(muted("results.work.none"), 0, 1, 5, 1);
        }
    }

    private static Pane bar(AgentShare share, long most) {
        Region fill = new Region();
        fill.getStyleClass().addAll("results-bar", "series-" + (1 + Math.floorMod(share.colour(), Ink.seriesCount())));
        Pane place = new Pane(fill);
        place.setMinHeight(12);
        fill.prefHeightProperty().bind(place.heightProperty());
        fill.prefWidthProperty().bind(place.widthProperty().multiply(most == 0 ? 0 : share.images() / (double) most));
        return place;
    }

    private Label muted(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().addAll("text-caption", "text-muted");
        return label;
    }
}
