package io.facet.app.master.verify;

import io.facet.app.master.output.Manifest;
import io.facet.models.catalogue.CardDigest;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ModelCard;
import java.util.Optional;

/** Whether the vectors of an output should have length 1. */
enum UnitLength {
    /** The model's card says so. */
    EXPECTED,
    /** The model's card says that vectors are written as they come, or there is no model. */
    NOT_EXPECTED,
    /** The card that made the output is not known here. */
    UNKNOWN;

    /** How far a length may be from 1: six decimals in a row of 4096 numbers come to 3e-5. */
    private static final double TOLERANCE = 1e-4;

    /** Only the very card that the manifest names tells what was done to the vectors. */
    static UnitLength of(Manifest manifest, Catalogue catalogue) {
        Manifest.Model model = manifest.model();
        if (model == null) {
            return NOT_EXPECTED;
        }
        Optional<ModelCard> card = catalogue.all().stream()
                .filter(c -> CardDigest.of(c).equals(model.card()))
                .findFirst();
        return card.map(c -> c.output().normalise() == EmbeddingOutput.Normalise.L2 ? EXPECTED : NOT_EXPECTED)
                .orElse(UNKNOWN);
    }

    static boolean isUnit(double length) {
        return Math.abs(length - 1) <= TOLERANCE;
    }
}
