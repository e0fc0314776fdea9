package io.facet.app.ui.run;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import io.facet.app.ui.models.ModelChooser;
import io.facet.app.ui.models.ModelJob;
import io.facet.app.ui.models.ModelSupply;
import io.facet.app.ui.run.ModelOption.PrecisionOption;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How the file of a model that is not here is got without leaving the page. Window's thread only. */
final class MissingModelNotice extends HBox {
    /** How a file is got. */
    private enum Way {
        DOWNLOAD,
        CONVERT,
        IMPORT
    }

    private final Texts texts;
    private final ModelSupply supply;
    private final ModelChooser chooser;
    private final Label what = Parts.sentence("", "text-small");
    private final Label failure = Parts.sentence("", "text-small", "text-danger");
    private final Button get = Parts.button("getModel", "", Feather.DOWNLOAD, this::get, "small", "accent");
    private final ProgressBar bar = new ProgressBar();
    private final Label figure = Parts.label("", "text-small");
    private final Button cancel;
    private final FlowPane ways;
    private final HBox progress;
    private @Nullable ModelCard card;
    private Precision precision = Precision.FP32;
    private @Nullable Way way;

    MissingModelNotice(Texts texts, ModelSupply supply, Runnable toModels) {
        super(8);
        this.texts = texts;
        this.supply = supply;
        this.chooser = new ModelChooser(this, texts);
        getStyleClass().addAll("notice", "warning");
        what.setId("modelMissing");
        failure.setId("modelFailure");
        Button more = Parts.button("toModels", texts.get("run.model.get"), Feather.BOX, toModels, "small", "flat");
        ways = new FlowPane(8, 8, get, more);
        ways.setPrefWrapLength(200);
        cancel = Parts.iconButton("cancelModel", texts.get("run.model.cancel"), Feather.X, this::cancel);
        cancel.setTooltip(new Tooltip(texts.get("run.model.cancel")));
        bar.setMinWidth(48);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("run.model.getting"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        progress = Parts.row(8, bar, figure, cancel);
        VBox all = new VBox(8, what, failure, ways, progress);
        HBox.setHgrow(all, Priority.ALWAYS);
        getChildren().addAll(Icons.of(Feather.ALERT_TRIANGLE), all);
        Show.when(progress, false);
        Show.text(failure, "");
    }

    /** Shows how that file is got, or how far it is. May be called often. */
    void show(ModelOption model, PrecisionOption option) {
        ModelCard now = supply.card(model.id());
        card = now;
        precision = Precision.valueOf(option.name().toUpperCase(Locale.ROOT));
        if (now == null) {
            return;
        }
        turn(option.downloadable() ? Way.DOWNLOAD : ModelSupply.isConverted(now) ? Way.CONVERT : Way.IMPORT);
        Show.text(
                what,
                switch (way()) {
                    case DOWNLOAD -> texts.get("run.model.download", Figures.bytes(option.bytes()));
                    case CONVERT -> texts.get("run.model.convert");
                    case IMPORT -> texts.get("run.model.import");
                });
        ModelJob job = supply.job(id());
        String failed = supply.failure(id());
        Show.text(failure, failed == null || job != null ? "" : failed);
        Show.when(ways, job == null);
        Show.when(progress, job != null);
        if (job != null) {
            ModelJob.Progress is = job.progress().get();
            bar.setProgress(is.fraction());
            figure.setText(is.fraction() < 0 ? is.step() : Figures.wholePercent(is.fraction()));
            cancel.setVisible(job.cancellable());
        }
    }

    private Way way() {
        return way == null ? Way.IMPORT : way;
    }

    private void turn(Way next) {
        if (next != way) {
            way = next;
            get.setText(texts.get(
                    switch (next) {
                        case DOWNLOAD -> "models.download";
                        case CONVERT -> "models.convert";
                        case IMPORT -> "models.import";
                    }));
            get.setGraphic(Icons.of(
                    switch (next) {
                        case DOWNLOAD -> Feather.DOWNLOAD;
                        case CONVERT -> Feather.REFRESH_CW;
                        case IMPORT -> Feather.UPLOAD;
                    }));
        }
    }

    /** Converted weights come under the card that conversions are made for. */
    private String id() {
        ModelCard now = card;
        if (way() == Way.CONVERT) {
            return supply.converted();
        }
        return now == null ? "" : now.id();
    }

    private void get() {
        ModelCard now = card;
        if (now == null) {
            return;
        }
        Precision wanted = precision;
        switch (way()) {
            case DOWNLOAD -> supply.download(now, wanted);
            case CONVERT -> chooser.weights(supply::convert);
            case IMPORT -> chooser.onnx(file -> supply.take(file, now, wanted));
        }
    }

    private void cancel() {
        supply.cancel(id());
    }
}
