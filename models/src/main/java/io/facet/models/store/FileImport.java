package io.facet.models.store;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.yaml.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies files into the store, hashing them on the way; what is not what it should be leaves nothing behind. */
record FileImport(StoreFolder folder, OnnxMetadata metadata) {
    private static final int BUFFER = 1 << 16;

    /** Something to copy: {@code name} is what messages call it. */
    private record Content(InputStream in, String name, long size) {}

    /**
     * Copies a file of the user's.
     *
     * @param expected the only SHA-256 that is right, if there is one
     */
    StoredFile copy(Path file, ModelCard card, Precision precision, Optional<String> expected, Progress progress) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    Code.MODEL_MISSING, file + (Files.exists(file) ? " is not a file" : " does not exist"));
        }
        if (expected.isEmpty()) {
            checkFamily(file, card);
        }
        try (InputStream in = Files.newInputStream(file)) {
            Content content = new Content(in, file.toString(), acceptableSize(file));
            return write(content, progress, found -> {
                if (expected.isPresent() && !expected.get().equals(found)) {
                    throw new ModelException(
                            Code.MODEL_CHECKSUM,
                            file + " is not the file of " + ModelCommands.name(card, precision) + ": expected SHA-256 "
                                    + expected.get() + " but found " + found
                                    + "; import the right file, or make a card of its own for this one");
                }
            });
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** Copies a stream whose hash is known. */
    StoredFile copy(InputStream in, String sha256, long size) {
        return write(new Content(in, "the file with SHA-256 " + sha256, size), Progress.NONE, found -> {
            if (!found.equals(sha256)) {
                throw new ModelException(
                        Code.MODEL_CHECKSUM,
                        "a file with SHA-256 " + found + " came where " + sha256 + " was expected; it was not kept");
            }
        });
    }

    private StoredFile write(Content content, Progress progress, Consumer<String> check) {
        try {
            folder.reserve(folder.incoming(), content.size());
            Path temporary = folder.newIncoming();
            try {
                String sha256 = copyAndHash(content, temporary, progress);
                check.accept(sha256);
                return folder.install(temporary, sha256, content.size());
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw folder.failed("write", e);
        }
    }

    private static String copyAndHash(Content content, Path target, Progress progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = read(content, buffer); n >= 0 && done <= content.size(); n = read(content, buffer)) {
                done += n;
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                progress.at(done, content.size());
            }
        }
        if (done != content.size()) {
            throw new ModelException(
                    Code.MODEL_CHECKSUM,
                    content.name() + " has " + content.size() + " bytes but "
                            + (done > content.size() ? "more" : Long.toString(done))
                            + " came; try again when nothing writes to it");
        }
        return Sha256.finish(digest);
    }

    private static int read(Content content, byte[] buffer) {
        try {
            return content.in().read(buffer);
        } catch (IOException e) {
            throw unreadable(content.name(), e);
        }
    }

    private void checkFamily(Path file, ModelCard card) {
        @Nullable String family = metadata.read(file).get(ModelCard.WEIGHTS_KEY);
        if (family != null && !family.equals(card.weights())) {
            throw new ModelException(
                    Code.MODEL_INVALID,
                    file + " says that it holds " + Quoted.of(family) + ", but " + card.id() + " feeds "
                            + card.weights() + ": import it under the card of the weights that it holds");
        }
    }

    private static long acceptableSize(Path file) throws IOException {
        long size = Files.size(file);
        if (size > ModelCard.MAX_FILE_BYTES) {
            throw new ModelException(
                    Code.MODEL_INVALID,
                    file + " has " + Bytes.show(size) + "; a model file has at most "
                            + Bytes.show(ModelCard.MAX_FILE_BYTES));
        }
        return size;
    }

    private static ModelException unreadable(String name, IOException e) {
        return new ModelException(Code.MODEL_MISSING, name + " cannot be read: " + StoreFolder.reason(e), e);
    }
}
