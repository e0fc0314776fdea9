package io.facet.models.store;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;

/**
 * A model that can be run: how to feed it, and its file.
 *
 * @param card how to feed it
 * @param precision of the file; the card's own word for a file that it pins, whatever was asked for
 * @param file in the store, or where the user keeps it
 */
public record ResolvedModel(ModelCard card, Precision precision, StoredFile file) {}
