package io.facet.models.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Facet knows about a model: where its files come from and how to feed it. Immutable.
 *
 * <p>Preprocessing is data here and never code in a branch elsewhere: two cards may name the same file and feed it
 * differently, and outputs made under different cards never mix.
 *
 * @param id stable name, lower case, as on the command line
 * @param title name for people
 * @param summary one or two sentences: what it is for, and what it is not for
 * @param task what the model computes
 * @param licence licence of the weights, as published
 * @param source where the model is published and how its facts were checked, as text for people, or empty
 * @param weights the family of weights that this card feeds: cards with the same weights share their files, and a
 *     converted file names its family in its metadata under {@link #WEIGHTS_KEY}. The id unless the card says otherwise
 * @param files the files, one per precision; a card without any is import-only under every precision
 * @param obtain for files without an address: how the user gets one, as a sentence; otherwise empty
 * @param input how an image becomes the input tensor
 * @param output what comes out
 * @param cosineThreshold two embeddings at or above this cosine are called the same; null if nobody published one
 * @param accuracy published figures, as text ("LFW 99.40 %")
 */
public record ModelCard(
        String id,
        String title,
        String summary,
        Task task,
        String licence,
        String source,
        String weights,
        List<ModelFile> files,
        String obtain,
        ImageInput input,
        EmbeddingOutput output,
        @Nullable Double cosineThreshold,
        List<String> accuracy) {

    /** What an id looks like: a name that is safe in file names and on command lines. */
    public static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** The largest model file, 8 GiB: far beyond any model that embeds one image at a time. */
    public static final long MAX_FILE_BYTES = 8L << 30;

    /** The key of an ONNX file's metadata that names the family of its weights. */
    public static final String WEIGHTS_KEY = "facet.card";

    public ModelCard {
        files = List.copyOf(files);
        accuracy = List.copyOf(accuracy);
    }

    /** What a model computes. */
    public enum Task {
        /** A vector that is alike for pictures of the same person. */
        FACE_EMBEDDING,
        /** A vector that is alike for pictures that look alike. */
        IMAGE_EMBEDDING
    }

    /** Numeric precision of a model file. */
    public enum Precision {
        FP32,
        FP16,
        INT8
    }

    /**
     * A file of a model.
     *
     * @param precision the precision of its weights
     * @param name file name for people
     * @param sha256 lower-case hex, or empty where every user's file differs (converted weights)
     * @param size bytes, or 0 if not known
     * @param url public address, or empty: import-only. A file with an address has a SHA-256 and a size as well
     */
    public record ModelFile(Precision precision, String name, String sha256, long size, String url) {

        /** Whether only one content is the right one. */
        public boolean pinned() {
            return !sha256.isEmpty();
        }

        /** Whether Facet can fetch it. */
        public boolean downloadable() {
            return !url.isEmpty();
        }
    }

    /** The file of that precision, if the card has one. A precision that it has none of may still be imported. */
    public Optional<ModelFile> file(Precision precision) {
        return files.stream().filter(f -> f.precision() == precision).findFirst();
    }
}
