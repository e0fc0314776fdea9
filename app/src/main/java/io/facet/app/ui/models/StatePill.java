package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** Where a model stands, in a pill. */
final class StatePill extends Label {
    StatePill(ModelState state, Texts texts) {
        getStyleClass().add("pill");
        setMinWidth(Region.USE_PREF_SIZE);
        switch (state) {
            case ModelState.Ready ready -> as(texts.get("models.state.ready"), "outlined");
            case ModelState.InUse used -> {
                as(texts.get("models.state.used"), "success");
                setGraphic(Icons.of(Feather.CHECK));
            }
            case ModelState.Missing missing -> as(texts.get("models.state.missing"), "outlined");
            case ModelState.ImportOnly own -> as(texts.get("models.state.import"), "outlined");
            case ModelState.Busy(ModelJob job) -> {
                as(words(job, texts), "accent");
                // The job ends before long, and what listens to it goes with it.
                job.progress().addListener((o, was, is) -> setText(words(job, texts)));
            }
            case ModelState.Failed failed -> {
                as(texts.get("models.state.failed"), "danger");
                setGraphic(Icons.of(Feather.ALERT_CIRCLE));
                setTooltip(new Tooltip(failed.reason()));
                setAccessibleText(texts.get("models.state.failed") + ": " + failed.reason());
            }
        }
    }

    private void as(String text, String style) {
        setText(text);
        getStyleClass().add(style);
    }

    /** {@code Downloading 41%}. */
    static String words(ModelJob job, Texts texts) {
        String what = texts.get(
                switch (job.work()) {
                    case DOWNLOAD -> "models.busy.download";
                    case IMPORT -> "models.busy.import";
                    case CONVERT -> "models.busy.convert";
                });
        double fraction = job.progress().get().fraction();
        return fraction < 0 ? what : what + " " + Figures.wholePercent(fraction);
    }
}
