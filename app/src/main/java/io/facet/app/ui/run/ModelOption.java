package io.facet.app.ui.run;

import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model that a run may use. Immutable.
 *
 * @param dimension numbers in a row
 * @param obtain how to get its file if it cannot be downloaded; empty if it can
 */
record ModelOption(
        String id, String title, int dimension, String licence, String obtain, List<PrecisionOption> precisions) {

    /**
     * A precision that the model comes in.
     *
     * @param name fp32, fp16 or int8
     * @param here whether its file is on this computer
     * @param downloadable whether Facet can fetch it
     * @param bytes of the file; 0 if not known
     */
    record PrecisionOption(String name, boolean here, boolean downloadable, long bytes) {}

    ModelOption {
        precisions = List.copyOf(precisions);
    }

    /** The precision of that name, or the first one. */
    PrecisionOption precision(String name) {
        return precisions.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElse(precisions.getFirst());
    }

    /** All models there are. Touches the disk. */
    static List<ModelOption> all(ModelLibrary library) {
        return library.catalogue().all().stream().map(card -> of(card, library)).toList();
    }

    private static ModelOption of(ModelCard card, ModelLibrary library) {
        List<PrecisionOption> precisions = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            Optional<ModelFile> file = card.file(precision);
            boolean here = library.store().locate(card, precision).isPresent();
            boolean importOnly = card.files().isEmpty() && precision == Precision.FP32;
            if (file.isPresent() || here || importOnly) {
                precisions.add(new PrecisionOption(
                        precision.name().toLowerCase(Locale.ROOT),
                        here,
                        file.filter(ModelFile::downloadable).isPresent(),
                        file.map(ModelFile::size).orElse(0L)));
            }
        }
        return new ModelOption(
                card.id(), card.title(), card.output().dimension(), card.licence(), card.obtain(), precisions);
    }
}
