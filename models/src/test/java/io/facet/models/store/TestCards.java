package io.facet.models.store;

import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Cards and contents that store tests use. */
final class TestCards {

    private TestCards() {}

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static ModelCard downloadable(byte[] content, String url) {
        return card("tiny", "tiny", new ModelFile(Precision.FP32, "tiny.onnx", sha256(content), content.length, url));
    }

    static ModelCard pinned(String id, byte[] content) {
        return card(id, id, new ModelFile(Precision.FP32, "tiny.onnx", sha256(content), content.length, ""));
    }

    static ModelCard free(String id, String weights) {
        return card(id, weights, new ModelFile(Precision.FP32, "any.onnx", "", 0, ""));
    }

    static ModelCard card(String id, String weights, ModelFile... files) {
        ImageInput input = new ImageInput(
                ImageInput.Layout.NCHW,
                8,
                8,
                ImageInput.Colours.GREY,
                ImageInput.Fit.SQUASH,
                ImageInput.Interpolation.AREA,
                List.of(0.0),
                List.of(1.0),
                0);
        return new ModelCard(
                id,
                id,
                "For tests.",
                ModelCard.Task.FACE_EMBEDDING,
                "none",
                "",
                weights,
                List.of(files),
                "Ask its maker for it.",
                input,
                new EmbeddingOutput(4, EmbeddingOutput.Normalise.L2),
                null,
                List.of());
    }
}
