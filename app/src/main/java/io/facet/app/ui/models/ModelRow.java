package io.facet.app.ui.models;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model of the catalogue as the table shows it. Immutable.
 *
 * @param files that are here
 */
record ModelRow(ModelCard card, Map<Precision, StoredFile> files, ModelState state) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

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

    /** Whether every word is in what is said of the model, whatever its case and accents. */
    boolean matches(String search) {
        String text = plain(card.title() + " " + card.id() + " " + card.licence() + " " + card.summary());
        for (String word : plain(search).strip().split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    ModelRow with(ModelState next) {
        return new ModelRow(card, files, next);
    }
}
