package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.ImageInput;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model loaded on one device, shared by all slots of that device.
 *
 * <p>Thread-safe: any number of batches may run at once. The owner closes it, which ends runs under way and closes the
 * batches that are still open.
 */
public final class ModelSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSession.class);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Device device;
    private final boolean partlyOnCpu;
    private final ModelSignature signature;
    private final BatchRule batchRule;
    private final Set<SessionBatch> open = new HashSet<>();
    private boolean closed;

    private ModelSession(
            OrtEnvironment environment,
            OrtSession session,
            Device device,
            boolean partlyOnCpu,
            ImageInput input,
            EmbeddingOutput output)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.device = device;
        this.partlyOnCpu = partlyOnCpu;
        signature = ModelSignature.of(session, input, output);
        batchRule = BatchRule.find(environment, session, signature, input, output.dimension());
    }

    /**
     * Loads a model and runs it once on zeros, so that what can go wrong goes wrong here.
     *
     * @param file the ONNX file, with its weights in it
     * @param input how the card says that the model is fed
     * @param output what the card says that it returns
     * @throws ModelException MODEL_MISSING, MODEL_REFUSED (ONNX Runtime cannot load or run it), MODEL_INVALID (it does
     *     not fit its card) or DEVICE_UNAVAILABLE (the device does not work; never is another one taken)
     */
    public static ModelSession open(
            OnnxRuntime runtime, Path file, Device device, ImageInput input, EmbeddingOutput output) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(Code.MODEL_MISSING, "There is no model file " + file + ".");
        }
        try {
            return open(runtime.environment(), file, device, true, input, output);
        } catch (OrtException e) {
            if (!DeviceOptions.refusedForCpuPart(e)) {
                throw refused(file, device, e);
            }
        }
        LOG.warn("{} cannot run on {} as a whole: a part of it runs on the CPU", file.getFileName(), device.label());
        try {
            return open(runtime.environment(), file, device, false, input, output);
        } catch (OrtException e) {
            throw refused(file, device, e);
        }
    }

    private static ModelSession open(
            OrtEnvironment environment,
            Path file,
            Device device,
            boolean strict,
            ImageInput input,
            EmbeddingOutput output)
            throws OrtException {
        try (SessionOptions options = options(device, strict)) {
            OrtSession session = environment.createSession(file.toString(), options);
            try {
                return new ModelSession(environment, session, device, !strict, input, output);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        }
    }

    private static SessionOptions options(Device device, boolean strict) {
        if (device instanceof Device.Cuda && !NvidiaLibraries.isLoadable(NvidiaLibraries.driver())) {
            // Before ONNX Runtime reads its half gigabyte of GPU code.
            ProviderProblem problem = ProviderProblem.missing(NvidiaLibraries.driver());
            throw new ModelException(Code.DEVICE_UNAVAILABLE, problem.message());
        }
        try {
            return DeviceOptions.of(device, strict);
        } catch (OrtException e) {
            throw new ModelException(
                    Code.DEVICE_UNAVAILABLE,
                    ProviderProblem.of(String.valueOf(e.getMessage())).message(),
                    e);
        }
    }

    private static ModelException refused(Path file, Device device, OrtException e) {
        if (device instanceof Device.Cuda) {
            ProviderProblem problem = ProviderProblem.of(String.valueOf(e.getMessage()));
            if (problem.status() != ProviderReport.Status.FAILED) {
                return new ModelException(Code.DEVICE_UNAVAILABLE, problem.message(), e);
            }
        }
        return new ModelException(
                Code.MODEL_REFUSED,
                "ONNX Runtime refuses " + file.getFileName() + ": " + OrtMessage.of(e)
                        + " Get the file again, or another one.",
                e);
    }

    /** Where the model runs. */
    public Device device() {
        return device;
    }

    /** Whether some operators run on the CPU although the device is a GPU: slower, but never silent. */
    public boolean partlyOnCpu() {
        return partlyOnCpu;
    }

    public ModelSignature signature() {
        return signature;
    }

    /** Images per run that the model file insists on; 0 if it takes any number. */
    public int fixedBatch() {
        return batchRule.fixed();
    }

    /**
     * A work area for up to {@code capacity} images. The caller closes it.
     *
     * @throws IllegalStateException if this session is closed
     */
    public synchronized SessionBatch newBatch(int capacity) {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        SessionBatch batch = new SessionBatch(this, capacity);
        open.add(batch);
        return batch;
    }

    @Override
    public void close() {
        List<SessionBatch> left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(open);
        }
        left.forEach(SessionBatch::close);
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("a session could not be closed", e);
        }
    }

    synchronized void forget(SessionBatch batch) {
        open.remove(batch);
    }

    OrtSession session() {
        return session;
    }

    BatchRule batchRule() {
        return batchRule;
    }

    /** A GPU is given the same shape every time, since a new one makes it choose its kernels anew. */
    boolean padsBatches() {
        return device instanceof Device.Cuda;
    }

    OnnxTensor tensor(TensorSpec spec, ByteBuffer data, long[] shape) throws OrtException {
        return spec.tensor(environment, data, shape);
    }
}
