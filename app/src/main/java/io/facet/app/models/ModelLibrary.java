package io.facet.app.models;

import io.facet.models.ModelException;
import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.CardYaml;
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
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models of this account: what there is to know about them, and their files. Thread-safe. */
public final class ModelLibrary {
    /** The model of a run that names none. */
    public static final String DEFAULT_MODEL = Builtin512.ID;

    private static final OnnxMetadata METADATA =
            file -> OnnxInspection.inspect(file).metadata();

    private final List<ModelCard> shipped = ShippedCards.load();
    private final OwnCards own;
    private final ModelStore store;
    private volatile Known known;

    /** What is known at a time: both see the same cards. */
    private record Known(Catalogue catalogue, ModelResolver resolver) {}

    private ModelLibrary(OwnCards own, ModelStore store) {
        this.own = own;
        this.store = store;
        this.known = look();
    }

    public static ModelLibrary open(FacetHome home) {
        return new ModelLibrary(
                new OwnCards(home.models().resolve("cards")), new ModelStore(home.models(), new MadeHere(), METADATA));
    }

    private Known look() {
        Catalogue catalogue = Catalogue.load(shipped, own.folder());
        return new Known(catalogue, new ModelResolver(catalogue, store, METADATA));
    }

    /** Reads the user's cards again. Touches the disk. */
    public void reload() {
        known = look();
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

    /** The cards there are now; {@link #reload} and the methods that add and remove make another one. */
    public Catalogue catalogue() {
        return known.catalogue();
    }

    /** Whether a card goes with its file: it is the user's, and nothing could bring its file back. */
    public boolean isOwn(ModelCard card) {
        return shipped.stream().noneMatch(c -> c.id().equals(card.id()))
                && card.files().stream().noneMatch(ModelCard.ModelFile::downloadable);
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

    /**
     * The SHA-256 of a file, in lower-case hexadecimal digits. Reads all of it.
     *
     * @throws ModelException MODEL_MISSING if it cannot be read
     */
    public String fingerprint(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ModelException(
                    ModelException.Code.MODEL_MISSING,
                    "%s cannot be read (%s).".formatted(file.getFileName(), e.getMessage()),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes a card of the user's in, and its file. If the file is not taken, there is no card either.
     *
     * @throws ModelException CARD_INVALID if the card breaks a rule or another card has its id; else as {@link #take}
     */
    public StoredFile takeNew(Path file, ModelCard card, Precision precision, Progress progress) {
        ModelCard checked = CardYaml.parse(CardYaml.write(card), "the card of " + file.getFileName());
        reload();
        Optional<ModelCard> same = catalogue().lookUp(checked.id());
        if (same.isPresent() && !same.get().equals(checked)) {
            throw new ModelException(
                    ModelException.Code.CARD_INVALID,
                    "There is another model with the id %s: give this card another id.".formatted(checked.id()));
        }
        StoredFile stored = take(file, checked, precision, progress);
        if (same.isEmpty()) {
            own.add(checked);
            reload();
        }
        return stored;
    }

    /**
     * Deletes the files of a model; if it is {@link #isOwn} the card as well, and then its files only if no other card
     * needs them. Touches the disk.
     */
    public void remove(ModelCard card) {
        if (!isOwn(card) || others(card).isEmpty()) {
            store.remove(card);
        }
        if (isOwn(card)) {
            own.remove(card.id());
            reload();
        }
    }

    /** Cards that lose their files with that one's. The built-in model's are made again. */
    private List<ModelCard> others(ModelCard card) {
        Set<String> mine = contents(card);
        return catalogue().all().stream()
                .filter(c -> !c.id().equals(card.id()) && !c.id().equals(DEFAULT_MODEL))
                .filter(c -> c.weights().equals(card.weights()) || !Collections.disjoint(contents(c), mine))
                .toList();
    }

    private Set<String> contents(ModelCard card) {
        return filesHere(card).values().stream().map(StoredFile::sha256).collect(Collectors.toSet());
    }

    /** Takes in what a {@link KerasConverter} made. */
    public StoredFile takeConverted(Path file, Progress progress) {
        return store.importFile(file, catalogue().find(KerasConverter.CARD), Precision.FP32, progress);
    }

    /**
     * The card that a file belongs to, told by its content, by a card beside it, which need not be in the catalogue, or
     * by what it says of itself; empty if nothing tells. Reads the whole file.
     *
     * @throws ModelException if it or the card beside it cannot be read or used
     */
    public Optional<ResolvedModel> recognise(Path file) {
        try {
            return Optional.of(resolver().resolve(file.toAbsolutePath().toString(), Precision.FP32));
        } catch (ModelException e) {
            if (e.code() == ModelException.Code.MODEL_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Finds what {@code --model ID|FILE} means. */
    public ModelResolver resolver() {
        return known.resolver();
    }
}
