package io.facet.app.ui.models;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Files of the chosen model by precision, what it is for, published figures, licence. Window's thread only. */
final class FactsCard extends VBox {
    private final Texts texts;
    private final CardWords words;
    private final ModelActions actions;
    private final VBox body = new VBox(12);

    FactsCard(Texts texts, ModelActions actions) {
        this.texts = texts;
        this.words = new CardWords(texts);
        this.actions = actions;
        getStyleClass().addAll("facet-card", "models-facts");
        Label title = new Label(texts.get("models.facts"));
        title.getStyleClass().add("card-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("card-header");
        body.getStyleClass().add("models-body");
        getChildren().addAll(head, body);
    }

    void show(@Nullable ModelRow row) {
        body.getChildren().clear();
        if (row == null) {
            return;
        }
        ModelCard card = row.card();
        if (row.state() instanceof ModelState.Failed failed) {
            body.getChildren().add(notice(failed.reason(), "danger"));
        }
        if (row.state() instanceof ModelState.Busy(ModelJob job)) {
            body.getChildren().add(step(job));
        }
        Arrays.stream(Precision.values())
                .map(p -> file(row, p))
                .filter(Objects::nonNull)
                .forEach(body.getChildren()::add);
        if (row.state() instanceof ModelState.ImportOnly) {
            body.getChildren().add(ways(card));
        }
        body.getChildren().add(paragraph("models.summary", card.summary()));
        if (!card.accuracy().isEmpty()) {
            body.getChildren().add(paragraph("models.accuracy", String.join("\n", card.accuracy())));
        }
        Double threshold = card.cosineThreshold();
        if (threshold != null) {
            body.getChildren().add(paragraph("models.threshold", texts.get("models.threshold.words", threshold)));
        }
        body.getChildren()
                .add(
                        words.licence(card).warns()
                                ? notice(card.licence() + ".", "warning")
                                : paragraph("models.licence", card.licence()));
    }

    /** Only conversions say what they are at. */
    private Node step(ModelJob job) {
        Label words = small("");
        Node notice = notice(words, "accent");
        // The job ends before long, and what listens to it goes with it.
        job.progress().subscribe(now -> {
            words.setText(now.step());
            Show.when(notice, !now.step().isEmpty());
        });
        return notice;
    }

    private @Nullable Node file(ModelRow row, Precision precision) {
        Optional<StoredFile> here = Optional.ofNullable(row.files().get(precision));
        Optional<ModelFile> published = row.card().file(precision);
        if (here.isEmpty() && published.isEmpty()) {
            return null;
        }
        Label name = new Label(precision.name());
        name.getStyleClass().addAll("medium", "text-strong");
        long size = here.map(StoredFile::size)
                .or(() -> published.map(ModelFile::size))
                .orElse(0L);
        Label bytes = new Label(size > 0 ? Figures.bytes(size) : "");
        bytes.getStyleClass().addAll("text-caption", "text-muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(8, name, bytes, gap);
        line.getStyleClass().add("models-file");
        line.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().add(stateOf(row, precision, here.isPresent(), published));
        return line;
    }

    private Node stateOf(ModelRow row, Precision precision, boolean here, Optional<ModelFile> published) {
        if (!here && published.filter(ModelFile::downloadable).isPresent()) {
            Button download = new Button(texts.get("models.download"), Icons.of(Feather.DOWNLOAD));
            download.getStyleClass().add("extra-small");
            download.setId("models-download-file-" + precision.name().toLowerCase(Locale.ROOT));
            download.setDisable(row.state() instanceof ModelState.Busy);
            download.setOnAction(e -> actions.download(row.card(), precision));
            return download;
        }
        return new StatePill(here ? new ModelState.Ready() : new ModelState.ImportOnly(), texts);
    }

    /** How to get a file that cannot be downloaded. */
    private Node ways(ModelCard card) {
        boolean keras = ModelSupply.isConverted(card);
        Button way = new Button(
                texts.get(keras ? "models.convert" : "models.import"),
                Icons.of(keras ? Feather.REFRESH_CW : Feather.UPLOAD));
        way.getStyleClass().addAll("small", "accent");
        way.setId("models-way");
        way.setOnAction(e -> {
            if (keras) {
                actions.chooseWeights();
            } else {
                actions.chooseOnnx();
            }
        });
        Label how = new Label(texts.get(keras ? "models.way.convert" : "models.way.import"));
        how.getStyleClass().addAll("text-small", "text-muted");
        how.setWrapText(true);
        how.setMinHeight(Region.USE_PREF_SIZE);
        return new VBox(8, how, way);
    }

    private Node paragraph(String key, String text) {
        Label head = new Label(texts.get(key));
        head.getStyleClass().addAll("medium", "text-small");
        return new VBox(2, head, small(text));
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-small", "text-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node notice(String text, String kind) {
        return notice(small(text), kind);
    }

    private static Node notice(Label words, String kind) {
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox box = new HBox(
                Icons.of(kind.equals("accent") ? Feather.LOADER : Feather.ALERT_TRIANGLE, "icon-small"), words);
        box.getStyleClass().addAll("notice", kind);
        return box;
    }
}
