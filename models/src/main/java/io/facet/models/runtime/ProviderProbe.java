package io.facet.models.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.facet.models.runtime.ProviderReport.Status;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Finds out whether an execution provider works, by running a model on it and looking at the numbers. Nothing else
 * counts: ONNX Runtime calls a provider available when it was compiled in, and opens cuDNN only at the first
 * convolution.
 *
 * <p>This class tries it in this process; {@link ProbeProcess} in one of its own, which a broken driver may kill.
 */
public final class ProviderProbe {

    /** Room for tensor cores and fused sums; a provider that computes nonsense is off by far more. */
    private static final double TOLERANCE = 1e-2;

    private ProviderProbe() {}

    /**
     * Tries a provider here.
     *
     * @param index of the GPU; 0 for the CPU
     */
    public static ProviderReport tryHere(OnnxRuntime runtime, ExecutionProvider provider, int index) {
        if (provider != ExecutionProvider.CPU && !NvidiaLibraries.isLoadable(NvidiaLibraries.driver())) {
            return report(provider, ProviderProblem.missing(NvidiaLibraries.driver()));
        }
        if (!OnnxRuntime.isBuiltIn(provider)) {
            return new ProviderReport(
                    provider, Status.NOT_BUILT, "This build of Facet comes without " + provider + ".", "");
        }
        try (SessionOptions options = options(provider, index)) {
            return run(runtime.environment(), options, provider);
        } catch (OrtException | RuntimeException | UnsatisfiedLinkError e) {
            return report(provider, ProviderProblem.of(String.valueOf(e.getMessage())));
        }
    }

    static ProviderReport report(ExecutionProvider provider, ProviderProblem problem) {
        return new ProviderReport(provider, problem.status(), problem.message(), problem.missing());
    }

    private static SessionOptions options(ExecutionProvider provider, int index) throws OrtException {
        return switch (provider) {
            case CPU -> DeviceOptions.of(new Device.Cpu(), true);
            case CUDA -> DeviceOptions.of(new Device.Cuda(index), true);
            case TENSORRT -> tensorRt(index);
        };
    }

    private static SessionOptions tensorRt(int index) throws OrtException {
        SessionOptions options = new SessionOptions();
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(index)) {
            options.addTensorrt(tensorRt);
            options.addConfigEntry(DeviceOptions.NO_CPU, "1");
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private static ProviderReport run(OrtEnvironment environment, SessionOptions options, ExecutionProvider provider)
            throws OrtException {
        FloatBuffer input = FloatBuffer.wrap(ProbeModel.input());
        try (OrtSession session = environment.createSession(ProbeModel.onnx(), options);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input, ProbeModel.inputShape());
                Result result = session.run(Map.of(ProbeModel.INPUT, tensor))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            if (!isClose(output, ProbeModel.expected())) {
                return new ProviderReport(
                        provider,
                        Status.WRONG_RESULT,
                        "A test model gives wrong numbers on " + provider + ": update the driver.",
                        "");
            }
            return new ProviderReport(
                    provider, Status.WORKS, "A test model ran on " + provider + " and gave the right numbers.", "");
        }
    }

    private static boolean isClose(FloatBuffer actual, float[] expected) {
        if (actual.remaining() != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            // Written so that a NaN is not close to anything.
            if (!(Math.abs(actual.get(i) - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
                return false;
            }
        }
        return true;
    }
}
