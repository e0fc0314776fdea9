package io.facet.models.store;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Model files that Facet makes itself instead of fetching them. Thread-safe. */
@FunctionalInterface
public interface ModelFileSource {

    /** Makes none. */
    ModelFileSource NONE = (card, precision) -> Optional.empty();

    /** The file of that card and precision, if this makes it. Asked often, so the answer is kept ready. */
    Optional<SuppliedFile> find(ModelCard card, Precision precision);

    /**
     * A file that can be written whenever it is needed.
     *
     * @param sha256 of the content: 64 lower-case hexadecimal digits
     * @param size bytes
     * @param content gives the same bytes every time; the caller closes the stream
     */
    record SuppliedFile(String sha256, long size, Supplier<InputStream> content) {}
}
