package io.facet.models.store;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.yaml.YamlScalar;

/** The commands that messages tell the user to run. */
final class ModelCommands {

    private ModelCommands() {}

    static String pull(ModelCard card, Precision precision) {
        return "`facet models pull " + card.id() + option(precision) + "`";
    }

    static String importing(ModelCard card, Precision precision) {
        return "`facet models import FILE --model " + card.id() + option(precision) + "`";
    }

    /** A card's name in messages: {@code sface (int8)}. */
    static String name(ModelCard card, Precision precision) {
        return card.id() + " (" + YamlScalar.spelling(precision) + ")";
    }

    private static String option(Precision precision) {
        return precision == Precision.FP32 ? "" : " --precision " + YamlScalar.spelling(precision);
    }
}
