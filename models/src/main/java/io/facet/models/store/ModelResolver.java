package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.CardDigest;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.yaml.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the card and the file behind {@code --model ID|FILE}. Thread-safe.
 *
 * <p>The card of a file is, in this order: the one that pins its SHA-256; a card beside it ({@code FILE.yaml}, or the
 * name with {@code .yaml} instead of {@code .onnx}); the one of the family that its ONNX metadata names under
 * {@link ModelCard#WEIGHTS_KEY}. A file is used where it lies and not copied into the store.
 */
public final class ModelResolver {
    private final Catalogue catalogue;
    private final ModelStore store;
    private final OnnxMetadata metadata;

    public ModelResolver(Catalogue catalogue, ModelStore store, OnnxMetadata metadata) {
        this.catalogue = catalogue;
        this.store = store;
        this.metadata = metadata;
    }

    /**
     * The card and the file that the user means.
     *
     * @param idOrFile a card's id, or a path: something with a slash or a backslash, or that ends in .onnx
     * @throws ModelException {@code MODEL_UNKNOWN} (no such id, or no card for the file), {@code MODEL_MISSING} (with the
     *     command that gets the file), {@code MODEL_CHECKSUM}, {@code MODEL_INVALID} or {@code CARD_INVALID}
     */
    public ResolvedModel resolve(String idOrFile, Precision precision) {
        return isPath(idOrFile) ? fromFile(path(idOrFile), precision) : fromId(idOrFile, precision);
    }

    private static boolean isPath(String text) {
        return text.contains("/")
                || text.contains("\\")
                || text.toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ModelException(Code.MODEL_MISSING, Quoted.of(text) + " is not a path of this computer", e);
        }
    }

    private ResolvedModel fromId(String id, Precision precision) {
        ModelCard card = catalogue.find(id);
        StoredFile file = store.locate(card, precision).orElseThrow(() -> missing(card, precision));
        return new ResolvedModel(card, precision, file);
    }

    private static ModelException missing(ModelCard card, Precision precision) {
        Optional<ModelFile> file = card.file(precision);
        if (file.isEmpty() && !card.files().isEmpty()) {
            return ModelStore.noSuchPrecision(card, precision);
        }
        boolean downloadable = file.filter(ModelFile::downloadable).isPresent();
        return new ModelException(
                Code.MODEL_MISSING,
                ModelCommands.name(card, precision) + " is not on this computer"
                        + (downloadable ? ": run " + ModelCommands.pull(card, precision) : ". " + card.obtain()));
    }

    private ResolvedModel fromFile(Path path, Precision precision) {
        StoredFile file = read(path);
        List<ModelCard> pinning = catalogue.all().stream()
                .filter(card -> card.files().stream().anyMatch(f -> f.sha256().equals(file.sha256())))
                .toList();
        if (pinning.size() > 1) {
            throw new ModelException(
                    Code.MODEL_UNKNOWN,
                    path + " belongs to several cards: run `facet models import " + path + " --model "
                            + pinning.getFirst().id() + "` and give one of their ids to --model: " + ids(pinning));
        }
        if (!pinning.isEmpty()) {
            return new ResolvedModel(pinning.getFirst(), pinnedPrecision(pinning.getFirst(), file), file);
        }
        ModelCard card = sidecar(path)
                .map(text -> ownCard(text, file, precision))
                .or(() -> fromMetadata(path))
                .orElseThrow(() -> noCard(path));
        return new ResolvedModel(card, precision, file);
    }

    private static StoredFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ModelException(
                    Code.MODEL_MISSING, path + (Files.exists(path) ? " is not a file" : " does not exist"));
        }
        try {
            return new StoredFile(path.toAbsolutePath().normalize(), Sha256.of(path, Progress.NONE), Files.size(path));
        } catch (IOException e) {
            throw new ModelException(Code.MODEL_MISSING, path + " cannot be read: " + StoreFolder.reason(e), e);
        }
    }

    private static Precision pinnedPrecision(ModelCard card, StoredFile file) {
        return card.files().stream()
                .filter(f -> f.sha256().equals(file.sha256()))
                .map(ModelFile::precision)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Path> sidecar(Path path) {
        String name = String.valueOf(path.getFileName());
        String stem = name.toLowerCase(Locale.ROOT).endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
        return Stream.of(name + ".yaml", stem + ".yaml")
                .map(path::resolveSibling)
                .filter(Files::exists)
                .findFirst();
    }

    private ModelCard ownCard(Path sidecar, StoredFile file, Precision precision) {
        ModelCard card = CardYaml.load(sidecar);
        Optional<ModelCard> same = catalogue.lookUp(card.id());
        if (same.isPresent() && !CardDigest.of(same.get()).equals(CardDigest.of(card))) {
            throw new ModelException(
                    Code.CARD_INVALID,
                    sidecar + ": its id " + card.id() + " belongs to another card: give this card another id");
        }
        card.file(precision).filter(ModelFile::pinned).ifPresent(pinned -> {
            if (!pinned.sha256().equals(file.sha256())) {
                throw new ModelException(
                        Code.MODEL_CHECKSUM,
                        file.path() + " is not the file of its card " + sidecar + ": expected SHA-256 "
                                + pinned.sha256() + " but found " + file.sha256()
                                + "; correct the card if the file is right");
            }
        });
        return card;
    }

    private Optional<ModelCard> fromMetadata(Path path) {
        @Nullable String family = metadata.read(path).get(ModelCard.WEIGHTS_KEY);
        if (family == null) {
            return Optional.empty();
        }
        Optional<ModelCard> named =
                catalogue.lookUp(family).filter(card -> card.weights().equals(family));
        if (named.isPresent()) {
            return named;
        }
        List<ModelCard> sharing = catalogue.sharing(family);
        if (sharing.size() == 1) {
            return Optional.of(sharing.getFirst());
        }
        throw new ModelException(
                Code.MODEL_UNKNOWN,
                path + " says that it holds " + Quoted.of(family) + ", but "
                        + (sharing.isEmpty() ? "no card feeds that" : "several cards feed that: " + ids(sharing))
                        + "; put a card for it beside it as " + path.getFileName() + ".yaml");
    }

    private static ModelException noCard(Path path) {
        return new ModelException(
                Code.MODEL_UNKNOWN,
                "no card says how to feed " + path + ": write one as " + path.getFileName()
                        + ".yaml beside it (`facet models show sface` prints one to start from)");
    }

    private static String ids(List<ModelCard> cards) {
        return cards.stream().map(ModelCard::id).collect(Collectors.joining(", "));
    }
}
