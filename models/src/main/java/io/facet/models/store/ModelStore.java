package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.ModelFileSource.SuppliedFile;
import io.facet.models.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The model files on this computer: a folder whose files are named by their SHA-256 and become visible only when they
 * are complete and checked.
 *
 * <p>Thread-safe, and several processes may use one folder at a time; within a process one store serves a folder. It
 * holds nothing open between calls, so nobody closes it. Disk errors are {@code STORE_IO}; waits end early with a
 * {@link java.util.concurrent.CancellationException} when the caller says so or the thread is interrupted.
 */
public final class ModelStore {
    private final StoreFolder folder;
    private final ModelFileSource source;
    private final DownloadPolicy policy;
    private final WeightsIndex index;
    private final FileImport imports;
    private final StoreLocks locks;

    /** A store without files of Facet's own, which imports any file under any card: enough for an agent. */
    public ModelStore(Path root) {
        this(root, ModelFileSource.NONE, OnnxMetadata.NONE);
    }

    /**
     * @param root made when the first file comes
     * @param source files that Facet makes itself; they are written when first asked for
     * @param metadata reads which weights a file holds when it is imported
     */
    public ModelStore(Path root, ModelFileSource source, OnnxMetadata metadata) {
        this(new StoreFolder(root, StoreFolder::usableSpace), source, metadata, DownloadPolicy.standard());
    }

    ModelStore(StoreFolder folder, ModelFileSource source, OnnxMetadata metadata, DownloadPolicy policy) {
        this.folder = folder;
        this.source = source;
        this.policy = policy;
        this.locks = new StoreLocks(folder.locks());
        this.index = new WeightsIndex(folder);
        this.imports = new FileImport(folder, metadata);
    }

    /** The file of that card and precision, if it is here; a file that Facet makes itself always is. */
    public Optional<StoredFile> locate(ModelCard card, Precision precision) {
        Optional<SuppliedFile> supplied = source.find(card, precision);
        if (supplied.isPresent()) {
            return Optional.of(write(supplied.get()));
        }
        Optional<ModelFile> pinned = pinned(card, precision);
        if (pinned.isPresent()) {
            return folder.find(pinned.get().sha256(), pinned.get().size());
        }
        return onDisk("read", () -> index.find(card.weights(), precision)).flatMap(this::locate);
    }

    /** The file of that content, if it is here. */
    public Optional<StoredFile> locate(String sha256) {
        return folder.find(Sha256.require(sha256), 0);
    }

    /**
     * Copies a file of the user's into the store, where it serves the card, and every card that shares its weights.
     *
     * @throws ModelException {@code MODEL_CHECKSUM} if the card wants another file, {@code MODEL_INVALID} if the file says
     *     that it holds other weights, {@code MODEL_MISSING} if it cannot be read
     */
    public StoredFile importFile(Path file, ModelCard card, Precision precision, Progress progress) {
        Optional<String> expected = expectedHash(card, precision);
        StoredFile stored = imports.copy(file, card, precision, expected, progress);
        if (expected.isEmpty()) {
            String name = String.valueOf(file.getFileName());
            onDisk("write", () -> {
                index.put(card.weights(), precision, stored.sha256(), name);
                return stored;
            });
        }
        return stored;
    }

    /**
     * Downloads the file of that card and precision, unless it is here already. What an earlier try left is taken up; if
     * another thread or process is at it, this waits and takes what that one brought.
     *
     * @throws ModelException {@code MODEL_DOWNLOAD} with the way out, {@code MODEL_CHECKSUM} if the address gives
     *     something else than the card describes, {@code MODEL_MISSING} if the card has no file of that precision
     */
    public StoredFile pull(ModelCard card, Precision precision, Progress progress, BooleanSupplier cancelled) {
        Optional<StoredFile> here = locate(card, precision);
        if (here.isPresent()) {
            return here.get();
        }
        ModelFile file = card.file(precision).orElseThrow(() -> noSuchPrecision(card, precision));
        if (!file.downloadable()) {
            throw new ModelException(
                    Code.MODEL_DOWNLOAD,
                    ModelCommands.name(card, precision) + " has no address to download it from. " + card.obtain());
        }
        Download download = new Download(card, file, policy, progress, new Patience(cancelled));
        EntityTag tag = new EntityTag(folder.etag(file.sha256()));
        return receive(file.sha256(), file.size(), progress, cancelled, in -> download.fill(in, tag));
    }

    /**
     * Takes a file that comes in pieces, unless it is here already; only one thread of all processes does so for the same
     * file at a time.
     *
     * @param filler appends the bytes from {@link Incoming#offset()} on; if it throws, what came is kept
     * @throws ModelException {@code MODEL_CHECKSUM} if the bytes are not the file's, {@code MODEL_DOWNLOAD} if some are
     *     missing
     */
    public StoredFile receive(
            String sha256, long size, Progress progress, BooleanSupplier cancelled, Consumer<Incoming> filler) {
        requireSize(sha256, size);
        Patience patience = new Patience(cancelled);
        return onDisk("write", () -> {
            try (StoreLocks.Held _ = locks.acquire(sha256, patience, () -> showOther(sha256, size, progress))) {
                Optional<StoredFile> here = folder.find(sha256, size);
                if (here.isPresent()) {
                    return here.get();
                }
                try (Incoming in = Incoming.open(folder, sha256, size)) {
                    filler.accept(in);
                    return in.commit();
                }
            }
        });
    }

    /**
     * Stores a file whose content is known.
     *
     * @throws ModelException {@code MODEL_CHECKSUM} if the stream holds something else
     */
    public StoredFile put(InputStream content, String sha256, long size) {
        requireSize(sha256, size);
        Optional<StoredFile> here = folder.find(sha256, size);
        return here.orElseGet(() -> imports.copy(content, sha256, size));
    }

    /** Every file, whatever it serves. */
    public List<StoredFile> list() {
        return onDisk("read", () -> StoreCheck.list(folder));
    }

    /** Reads every file and compares it with its name; what is damaged is deleted, so that it can be fetched again. */
    public StoreCheck verify(Progress progress) {
        return onDisk("write", () -> StoreCheck.run(folder, progress));
    }

    /**
     * Deletes the files of a card, of every precision. Cards that share its weights lose them too; a content that other
     * weights are served by stays.
     *
     * @return what was deleted
     */
    public List<StoredFile> remove(ModelCard card) {
        return onDisk("write", () -> {
            List<StoredFile> removed = new ArrayList<>();
            for (Precision precision : Precision.values()) {
                Optional<String> expected = expectedHash(card, precision);
                Optional<String> served = expected.isPresent() ? expected : index.find(card.weights(), precision);
                index.remove(card.weights(), precision);
                if (served.isPresent()) {
                    forgetPartial(served.get());
                }
                if (served.isPresent() && !index.served().contains(served.get())) {
                    Optional<StoredFile> file = folder.find(served.get(), 0);
                    Files.deleteIfExists(folder.content(served.get()));
                    file.ifPresent(removed::add);
                }
            }
            return removed;
        });
    }

    private Optional<String> expectedHash(ModelCard card, Precision precision) {
        return source.find(card, precision)
                .map(SuppliedFile::sha256)
                .or(() -> pinned(card, precision).map(ModelFile::sha256));
    }

    private static Optional<ModelFile> pinned(ModelCard card, Precision precision) {
        return card.file(precision).filter(ModelFile::pinned);
    }

    private void forgetPartial(String sha256) throws IOException {
        Optional<StoreLocks.Held> lock = locks.tryAcquire(sha256);
        if (lock.isPresent()) {
            try (StoreLocks.Held _ = lock.get()) {
                Files.deleteIfExists(folder.partial(sha256));
                Files.deleteIfExists(folder.etag(sha256));
            }
        }
    }

    private StoredFile write(SuppliedFile file) {
        Optional<StoredFile> here = folder.find(Sha256.require(file.sha256()), file.size());
        return here.orElseGet(() -> onDisk("write", () -> {
            try (InputStream content = file.content().get()) {
                return put(content, file.sha256(), file.size());
            }
        }));
    }

    /** Both may have come over a network. */
    private static void requireSize(String sha256, long size) {
        if (size < 1 || size > ModelCard.MAX_FILE_BYTES) {
            throw new ModelException(
                    Code.MODEL_INVALID,
                    "a model file has 1 to " + ModelCard.MAX_FILE_BYTES + " bytes, not " + size + " as was said of "
                            + Sha256.require(sha256));
        }
        Sha256.require(sha256);
    }

    private void showOther(String sha256, long size, Progress progress) {
        try {
            progress.at(Files.size(folder.partial(sha256)), size);
        } catch (IOException e) {
            progress.at(0, size);
        }
    }

    static ModelException noSuchPrecision(ModelCard card, Precision precision) {
        String there = card.files().stream()
                .map(file -> YamlScalar.spelling(file.precision()))
                .collect(Collectors.joining(", "));
        return new ModelException(
                Code.MODEL_MISSING,
                ModelCommands.name(card, precision) + " does not exist: the card has "
                        + (there.isEmpty() ? "no files" : there)
                        + ". Choose one of those, or bring a file of your own with "
                        + ModelCommands.importing(card, precision));
    }

    private interface DiskWork<T> {
        T run() throws IOException;
    }

    private <T> T onDisk(String doing, DiskWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw folder.failed(doing, e);
        }
    }
}
