package io.facet.models.convert;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.convert.ConvertedModel.Layout;
import io.facet.models.onnx.FileLooks;
import io.facet.models.onnx.GraphBuilder;
import io.facet.models.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Converts the weights of the VGGFace2 ResNet-50, as Keras saves them, to an ONNX model: float32[batch,224,224,3]
 * (NHWC, BGR minus 91.4953, 103.8827, 131.0912) to float32[batch,512], each row of length 1.
 *
 * <p>The same weights give the same bytes, packed or not. Thread-safe; one conversion needs 160 MB of heap, and 500 MB of
 * native memory while ONNX Runtime checks the result.
 */
public final class KerasConverter {
    /** The card that describes the converted model. */
    public static final String CARD = "vggface2-resnet50";

    /** Changes whenever the same weights would give other bytes. */
    private static final String SIGNATURE = "\211HDF\r\n\32\n";

    private static final String VERSION = "1";

    private final ResNet network;

    public KerasConverter() {
        this(ResNet.vggface2());
    }

    KerasConverter(ResNet network) {
        this.network = network;
    }

    /**
     * Converts, runs the result once, and only then gives it its name; a file of that name is replaced.
     *
     * @param weights Keras' HDF5 file, layout of Keras 2 ({@code .h5}, weights or whole model) or Keras 3
     *     ({@code .weights.h5}); may be gzipped
     * @param target the ONNX file to write, in a folder that exists
     * @throws ModelException CONVERT_FORMAT, CONVERT_LAYER_MISSING, CONVERT_SHAPE, CONVERT_CHECK, MODEL_MISSING or
     *     STORE_IO; nothing is left behind then
     */
    public ConvertedModel convert(Path weights, Path target, Progress progress) {
        Path absolute = target.toAbsolutePath();
        refuseSame(weights, absolute);
        progress.at("Reading " + weights.getFileName(), 0);
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        try (WeightsFile file = WeightsFile.open(weights, folder)) {
            ByteBuffer bytes = file.bytes();
            refuseOtherFormats(bytes);
            HdfWeights hdf = HdfWeights.of(bytes);
            Layout layout = hdf.hasGroup("layers") ? Layout.KERAS_3 : Layout.LEGACY;
            WeightSource source = switch (layout) {
                case KERAS_3 -> keras3(hdf);
                case LEGACY -> legacy(hdf);
            };
            String sha256 = file.sha256();
            progress.at("Reading the layers", 0.1);
            GraphBuilder graph = new GraphBuilder(CARD)
                    .producer("facet", VERSION)
                    .doc("VGGFace2 ResNet-50, 512-d face embedding, converted from Keras weights by Facet.")
                    .metadata("facet.card", CARD)
                    .metadata("facet.kind", "converted")
                    .metadata("facet.converter", VERSION)
                    .metadata("facet.source.layout", layout.label())
                    .metadata("facet.source.sha256", sha256);
            ResNetGraph.build(graph, network, source, (step, done) -> progress.at(step, 0.1 + 0.5 * done));
            OnnxWriter.write(graph.build(), absolute, candidate -> {
                progress.at("Running the model once", 0.8);
                new EmbeddingCheck(network).check(candidate);
            });
            progress.at("Done", 1);
            return new ConvertedModel(target, layout, sha256);
        } catch (ModelException e) {
            throw isAboutTheWeights(e)
                    ? new ModelException(e.code(), weights.getFileName() + ": " + e.getMessage(), e)
                    : e;
        }
    }

    private static boolean isAboutTheWeights(ModelException e) {
        return e.code() == Code.CONVERT_FORMAT
                || e.code() == Code.CONVERT_LAYER_MISSING
                || e.code() == Code.CONVERT_SHAPE;
    }

    private WeightSource keras3(HdfWeights hdf) {
        Keras3Weights source = new Keras3Weights(hdf, network);
        source.refuseOtherLayers();
        return source;
    }

    private WeightSource legacy(HdfWeights hdf) {
        String root = hdf.hasGroup("model_weights") ? "model_weights/" : "";
        LegacyWeights source = new LegacyWeights(hdf, root);
        if (!hdf.hasGroup(root + network.stem().name())) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "The HDF5 file does not hold the VGGFace2 ResNet-50: there is no layer "
                            + network.stem().name() + " and no group 'layers' of Keras 3.");
        }
        source.refuseOtherLayers(network);
        return source;
    }

    private static void refuseOtherFormats(ByteBuffer bytes) {
        byte[] head = new byte[Math.min(bytes.remaining(), FileLooks.HEAD)];
        bytes.get(0, head);
        String kind = FileLooks.like(head).orElse("no HDF5 file");
        if (!kind.equals(FileLooks.HDF5) && !hasSignatureLater(bytes)) {
            throw new ModelException(
                    Code.CONVERT_FORMAT,
                    "The file is " + kind + ": give the weights that Keras saved, a .h5 or .weights.h5 file (a"
                            + " .keras archive holds one as model.weights.h5).");
        }
    }

    /** A file may begin with something else: HDF5 File Format Specification, Disk Format Level 0A. */
    private static boolean hasSignatureLater(ByteBuffer bytes) {
        for (long at = 512; at + SIGNATURE.length() <= bytes.limit(); at *= 2) {
            byte[] found = new byte[SIGNATURE.length()];
            bytes.get((int) at, found);
            if (new String(found, StandardCharsets.ISO_8859_1).equals(SIGNATURE)) {
                return true;
            }
        }
        return false;
    }

    private static void refuseSame(Path weights, Path target) {
        try {
            if (Files.exists(target) && Files.isSameFile(weights, target)) {
                throw new ModelException(
                        Code.STORE_IO, "The model would replace the weights " + weights + ": choose another name.");
            }
        } catch (IOException e) {
            throw new ModelException(Code.STORE_IO, "Cannot read " + weights + " (" + e + "): check the path.", e);
        }
    }
}
