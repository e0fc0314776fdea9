package io.facet.app.ui.models;

import io.facet.app.models.SpeedCurve;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.time.Clock;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The card with the speed of the chosen model. Window's thread only. */
final class SpeedCard extends VBox {
    private static final double ALL = 4;

    private final SpeedModel model;
    private final Texts texts;
    private final Clock clock;
    private final SpeedChart chart;
    private final Button measure = new Button();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label note = new Label();

    SpeedCard(SpeedModel model, Texts texts, Clock clock) {
        this.model = model;
        this.texts = texts;
        this.clock = clock;
        this.chart = new SpeedChart(texts);
        getStyleClass().addAll("facet-card", "models-speed");
        Label title = new Label(texts.get("models.speed.title"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        measure.getStyleClass().addAll("small", "flat");
        measure.setId("models-measure");
        measure.setMinWidth(Region.USE_PREF_SIZE);
        progress.setPrefWidth(72);
        progress.getStyleClass().add("thin");
        HBox head = new HBox(title, gap, progress, measure);
        head.getStyleClass().add("card-header");
        VBox.setVgrow(chart, Priority.ALWAYS);
        note.getStyleClass().addAll("text-caption", "text-muted");
        note.setId("models-speed-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        HBox foot = new HBox(note);
        HBox.setHgrow(note, Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER);
        foot.getStyleClass().add("models-foot");
        getChildren().addAll(head, chart, foot);
        model.view().addListener((o, was, is) -> show(is));
        show(model.view().get());
    }

    private void show(SpeedModel.View view) {
        SpeedCurve curve = view.curve();
        chart.show(curve, invitation(view));
        int points = curve == null ? 0 : curve.points().size();
        progress.setVisible(view.running());
        progress.setProgress(points == 0 ? ProgressBar.INDETERMINATE_PROGRESS : points / ALL);
        measure.setGraphic(
                Icons.of(view.running() ? Feather.X : curve == null ? Feather.ACTIVITY : Feather.REFRESH_CW));
        measure.setText(texts.get(
                view.running()
                        ? "models.speed.cancel"
                        : curve == null ? "models.speed.measure" : "models.speed.again"));
        measure.setDisable(view.file() == null || view.elsewhere());
        measure.setOnAction(e -> {
            if (model.view().get().running()) {
                model.cancel();
            } else {
                model.measure();
            }
        });
        note.setText(note(view));
        note.getStyleClass().removeAll("text-danger", "text-muted");
        note.getStyleClass().add(view.problem() == null ? "text-muted" : "text-danger");
    }

    private static String invitation(SpeedModel.View view) {
        if (view.file() == null) {
            return "models.speed.none";
        }
        return view.running() ? "models.speed.soon" : "models.speed.invite";
    }

    private String note(SpeedModel.View view) {
        SpeedCurve curve = view.curve();
        if (view.problem() != null) {
            return view.problem().message();
        }
        if (view.file() == null) {
            return texts.get("models.speed.no-file");
        }
        if (view.elsewhere()) {
            return texts.get("models.speed.elsewhere");
        }
        if (view.running()) {
            return texts.get("models.speed.running", view.device());
        }
        if (curve == null) {
            return texts.get("models.speed.how", view.device());
        }
        String measured = texts.get(
                "models.speed.measured",
                curve.device(),
                Figures.when(curve.measured(), clock.instant(), clock.getZone()));
        return curve.fixedBatch()
                ? measured + " "
                        + texts.get(
                                "models.speed.fixed", curve.points().getFirst().batch())
                : measured
                        + curve.advised()
                                .map(p -> " " + texts.get("models.speed.advised", p.batch()))
                                .orElse("");
    }
}
