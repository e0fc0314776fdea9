package io.facet.app.models;

import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ShippedCards;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.store.ModelFileSource;
import io.facet.models.store.ModelResolver;
import io.facet.models.store.ModelStore;
import io.facet.models.store.OnnxMetadata;
import io.facet.protocol.home.FacetHome;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models of this account: what there is to know about them, and their files. Thread-safe. */
public final class ModelLibrary {
    /** The model of a run that names none. */
    public static final String DEFAULT_MODEL = Builtin512.ID;

    private final Catalogue catalogue;
    private final ModelStore store;
    private final ModelResolver resolver;

    private ModelLibrary(Catalogue catalogue, ModelStore store, ModelResolver resolver) {
        this.catalogue = catalogue;
        this.store = store;
        this.resolver = resolver;
    }

    public static ModelLibrary open(FacetHome home) {
        OnnxMetadata metadata = file -> OnnxInspection.inspect(file).metadata();
        Catalogue catalogue = Catalogue.load(ShippedCards.load(), home.models().resolve("cards"));
        ModelStore store = new ModelStore(home.models(), new MadeHere(), metadata);
        return new ModelLibrary(catalogue, store, new ModelResolver(catalogue, store, metadata));
    }

    /** Writes the built-in model when it is first asked for. */
    private static final class MadeHere implements ModelFileSource {
        private @Nullable SuppliedFile file;

        @Override
        public synchronized Optional<SuppliedFile> find(ModelCard card, Precision precision) {
            if (!card.id().equals(DEFAULT_MODEL) || precision != Precision.FP32) {
                return Optional.empty();
            }
            if (file == null) {
                byte[] bytes = Builtin512.bytes();
                file = new SuppliedFile(sha256(bytes), bytes.length, () -> new ByteArrayInputStream(bytes));
            }
            return Optional.of(file);
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public ModelStore store() {
        return store;
    }

    /** Finds what {@code --model ID|FILE} means. */
    public ModelResolver resolver() {
        return resolver;
    }
}
