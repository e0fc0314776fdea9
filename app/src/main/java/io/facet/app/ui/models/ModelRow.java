package io.facet.app.ui.models;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model of the catalogue as the table shows it. Immutable.
 *
 * @param files that are here
 */
record ModelRow(ModelCard card, Map<Precision, StoredFile> files, ModelState state) {
    ModelRow {
        files = Map.copyOf(files);
    }

    String id() {
        return card.id();
    }

    boolean here() {
        return !files.isEmpty();
    }

    /** The file that speaks for the model: the one of full precision, if it is here. */
    Optional<StoredFile> mainFile() {
        return files.entrySet().stream().min(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    /** Bytes of its main file, here or where it is published; 0 if nobody knows. */
    long size() {
        return mainFile()
                .map(StoredFile::size)
                .orElseGet(() ->
                        card.files().stream().findFirst().map(ModelFile::size).orElse(0L));
    }

    /** {@code 3×224×224}. */
    String input() {
        return "%d×%d×%d"
                .formatted(
                        card.input().colours().channels(),
                        card.input().height(),
                        card.input().width());
    }

    /** The precision that a button without a choice means: the first that can be downloaded. */
    Optional<Precision> downloadable() {
        return card.files().stream()
                .filter(ModelFile::downloadable)
                .map(ModelFile::precision)
                .filter(p -> !files.containsKey(p))
                .findFirst();
    }

    boolean matches(String search) {
        String text =
                (card.title() + " " + card.id() + " " + card.licence() + " " + card.summary()).toLowerCase(Locale.ROOT);
        for (String word : search.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    ModelRow with(ModelState next) {
        return new ModelRow(card, files, next);
    }
}
