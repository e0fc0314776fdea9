package io.facet.models.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what an ONNX file says about itself, without loading it: weights are skipped over, so a large file takes
 * milliseconds and little memory. Refuses what Facet will not hand to ONNX Runtime. Stateless.
 */
public final class OnnxInspection {
    private OnnxInspection() {}

    /**
     * Inspects a file.
     *
     * @throws ModelException MODEL_MISSING if there is no such file; MODEL_INVALID if it is not an ONNX model or
     *     damaged; MODEL_REFUSED if it is over 2 GB, keeps weights in other files or needs custom operators; STORE_IO if
     *     it cannot be read
     */
    public static OnnxSummary inspect(Path file) {
        try {
            long size = Files.size(file);
            if (size > Integer.MAX_VALUE) {
                throw new ModelException(
                        Code.MODEL_REFUSED,
                        file
                                + " has more than 2 GB, which no ONNX file of one piece can have: choose a smaller model.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                OnnxScan scan = new OnnxScan(new MessageReader(in, (int) size));
                scan.model();
                return checked(file, scan, size);
            }
        } catch (InvalidProtocolBufferException e) {
            throw invalid(file, e);
        } catch (NoSuchFileException e) {
            throw new ModelException(Code.MODEL_MISSING, "There is no file " + file + ": check the path.", e);
        } catch (IOException e) {
            throw new ModelException(Code.STORE_IO, "Cannot read " + file + " (" + e + "): check permissions.", e);
        }
    }

    private static ModelException invalid(Path file, IOException cause) {
        byte[] head = {};
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(FileLooks.HEAD);
        } catch (IOException e) {
            // The message goes without the hint then.
        }
        String reason = FileLooks.like(head)
                .map(kind -> "it is " + kind
                        + (kind.equals(FileLooks.HDF5) ? ", which 'facet models convert' may turn into one" : ""))
                .orElse("its content is damaged, cut short or of another format");
        return new ModelException(
                Code.MODEL_INVALID,
                file + " is not a usable ONNX model: " + reason + ". Get the file again, or choose another one.",
                cause);
    }

    private static OnnxSummary checked(Path file, OnnxScan scan, long size) throws InvalidProtocolBufferException {
        if (!scan.graphSeen || scan.irVersion <= 0 || scan.opsets.isEmpty() || scan.outputs.isEmpty()) {
            throw new InvalidProtocolBufferException("no graph, outputs, version or operator set");
        }
        String external = scan.external;
        if (external != null) {
            throw new ModelException(
                    Code.MODEL_REFUSED,
                    file + " keeps weights (" + external
                            + ") in other files, which Facet does not follow: save the model"
                            + " as one file, for example with onnx.save_model(onnx.load(IN), OUT).");
        }
        if (!scan.customOperators().isEmpty()) {
            throw new ModelException(
                    Code.MODEL_REFUSED,
                    file + " needs the custom operator "
                            + scan.customOperators().iterator().next()
                            + ", which ONNX Runtime does not have: export the model with standard operators.");
        }
        return new OnnxSummary(
                scan.irVersion,
                scan.producerName,
                scan.producerVersion,
                scan.opsets,
                scan.inputs.stream()
                        .filter(input -> !scan.weights.contains(input.getName()))
                        .map(OnnxInspection::info)
                        .toList(),
                scan.outputs.stream().map(OnnxInspection::info).toList(),
                scan.metadata,
                size);
    }

    private static TensorInfo info(ValueInfoProto value) {
        TypeProto type = value.getType();
        if (!type.hasTensorType()) {
            return new TensorInfo(value.getName(), ElementType.OTHER, null);
        }
        TypeProto.Tensor tensor = type.getTensorType();
        List<Dimension> shape = tensor.hasShape()
                ? tensor.getShape().getDimList().stream()
                        .map(OnnxInspection::dimension)
                        .toList()
                : null;
        return new TensorInfo(value.getName(), ElementType.ofCode(tensor.getElemType()), shape);
    }

    private static Dimension dimension(TensorShapeProto.Dimension axis) {
        if (axis.hasDimValue() && axis.getDimValue() >= 0) {
            return new Dimension.Fixed(axis.getDimValue());
        }
        return axis.getDimParam().isEmpty() ? new Dimension.Unknown() : new Dimension.Dynamic(axis.getDimParam());
    }
}
