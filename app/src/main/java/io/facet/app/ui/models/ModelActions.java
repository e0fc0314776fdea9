package io.facet.app.ui.models;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.nio.file.Path;

/** What the buttons of the page do. */
interface ModelActions {
    void download(ModelCard card, Precision precision);

    void cancel(ModelCard card);

    /** Asks first. */
    void remove(ModelRow row);

    void chooseOnnx();

    void chooseWeights();

    void copy(String text);

    void browse(String address);

    void reveal(Path file);
}
