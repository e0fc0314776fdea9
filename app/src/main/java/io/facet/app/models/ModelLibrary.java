package io.facet.app.models;

import io.facet.models.ModelException;
import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ShippedCards;
import io.facet.models.convert.KerasConverter;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.store.ModelFileSource;
import io.facet.models.store.ModelResolver;
import io.facet.models.store.ModelStore;
import io.facet.models.store.OnnxMetadata;
import io.facet.models.store.Progress;
import io.facet.models.store.ResolvedModel;
import io.facet.models.store.StoredFile;
import io.facet.protocol.home.FacetHome;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
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

    /** The files of a card that are here, by precision. Touches the disk. */
    public Map<Precision, StoredFile> filesHere(ModelCard card) {
        Map<Precision, StoredFile> here = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
            store.locate(card, precision).ifPresent(file -> here.put(precision, file));
        }
        return here;
    }

    /**
     * Takes a file of the user's in as that card's.
     *
     * @throws ModelException if it is no ONNX file that Facet would run, or not the card's
     */
    public StoredFile take(Path file, ModelCard card, Precision precision, Progress progress) {
        OnnxInspection.inspect(file);
        return store.importFile(file, card, precision, progress);
    }

    /** Takes in what a {@link KerasConverter} made. */
    public StoredFile takeConverted(Path file, Progress progress) {
        return store.importFile(file, catalogue.find(KerasConverter.CARD), Precision.FP32, progress);
    }

    /**
     * The card of the catalogue that a file belongs to, told by its content or by what it says of itself; empty if
     * neither tells. Reads the whole file.
     *
     * @throws ModelException if it cannot be read or used
     */
    public Optional<ResolvedModel> recognise(Path file) {
        try {
            ResolvedModel found = resolver.resolve(file.toAbsolutePath().toString(), Precision.FP32);
            return catalogue.lookUp(found.card().id()).isPresent() ? Optional.of(found) : Optional.empty();
        } catch (ModelException e) {
            if (e.code() == ModelException.Code.MODEL_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Finds what {@code --model ID|FILE} means. */
    public ModelResolver resolver() {
        return resolver;
    }
}
