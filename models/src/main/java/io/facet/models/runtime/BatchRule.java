package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many images a model takes per run, and the shape of what it returns, found by running it on zeros: files say
 * "any number" and hold a reshape that is made for one.
 *
 * @param fixed images per run; 0 for any number
 * @param inputItem shape of one image's input
 * @param outputItem shape of one image's output
 */
record BatchRule(int fixed, List<Long> inputItem, List<Long> outputItem) {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRule.class);

    /** A fixed batch above this is no embedding model for a PC. */
    private static final long LARGEST = 4096;

    static BatchRule find(
            OrtEnvironment environment, OrtSession session, ModelSignature signature, ImageInput input, int dimension)
            throws OrtException {
        List<Long> item = ModelSignature.item(input);
        long declared = signature.input().shape().getFirst();
        if (declared != TensorSpec.ANY && (declared < 1 || declared > LARGEST)) {
            throw new ModelException(
                    Code.MODEL_INVALID, "The model takes " + declared + " images at a time; Facet cannot run that.");
        }
        int first = declared == TensorSpec.ANY ? 1 : (int) declared;
        long[] shape = run(environment, session, signature, item, first);
        check(shape, first, dimension);
        List<Long> outputItem = Arrays.stream(shape).skip(1).boxed().toList();
        boolean any = declared == TensorSpec.ANY && takesTwo(environment, session, signature, item, outputItem);
        return new BatchRule(any ? 0 : first, item, outputItem);
    }

    /** Shape of a tensor of that many images. */
    static long[] shape(int images, List<Long> item) {
        return LongStream.concat(LongStream.of(images), item.stream().mapToLong(Long::longValue))
                .toArray();
    }

    private static void check(long[] shape, int images, int dimension) {
        long floats = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (shape.length < 2 || shape[0] != images || floats != (long) images * dimension) {
            throw new ModelException(
                    Code.MODEL_INVALID,
                    "The model returns %s for %d image(s), but its card says %d numbers for each: use the card that belongs to the model, or correct it."
                            .formatted(
                                    TensorSpec.describe(
                                            Arrays.stream(shape).boxed().toList()),
                                    images,
                                    dimension));
        }
    }

    private static boolean takesTwo(
            OrtEnvironment environment,
            OrtSession session,
            ModelSignature signature,
            List<Long> item,
            List<Long> outputItem) {
        try {
            if (Arrays.equals(run(environment, session, signature, item, 2), shape(2, outputItem))) {
                return true;
            }
            LOG.info("the model says it takes any number of images but mixes them up; it gets one at a time");
        } catch (OrtException e) {
            LOG.info("the model takes one image at a time: {}", OrtMessage.of(e));
        }
        return false;
    }

    private static long[] run(
            OrtEnvironment environment, OrtSession session, ModelSignature signature, List<Long> item, int images)
            throws OrtException {
        TensorSpec input = signature.input();
        long[] shape = shape(images, item);
        long bytes = Arrays.stream(shape).reduce(input.type().bytes(), Math::multiplyExact);
        ByteBuffer zeros = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        try (OnnxTensor tensor = input.tensor(environment, zeros, shape);
                Result result = session.run(
                        Map.of(input.name(), tensor), Set.of(signature.output().name()))) {
            return ((OnnxTensor) result.get(0)).getInfo().getShape();
        }
    }
}
