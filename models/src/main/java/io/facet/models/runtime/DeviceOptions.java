package io.facet.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/**
 * How sessions are set up on each device. Keys are those of ONNX Runtime's onnxruntime_session_options_config_keys.h
 * and of its CUDA provider options.
 */
final class DeviceOptions {

    /** Lets a session fail rather than leave a part of the model on the CPU. */
    static final String NO_CPU = "session.disable_cpu_ep_fallback";

    private DeviceOptions() {}

    /**
     * Options for a device; the caller closes them.
     *
     * @param strict whether every operator has to run on the device itself; on the CPU that is so anyway
     * @throws OrtException if the device's provider cannot be loaded
     */
    static SessionOptions of(Device device, boolean strict) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            // Slots are the unit of parallel work: a run has one thread, and waiting threads do not spin.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            if (device instanceof Device.Cuda cuda) {
                addCuda(options, cuda.index());
                options.addConfigEntry(NO_CPU, strict ? "1" : "0");
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    /** Whether a session failed only because a part of the model would have run on the CPU. */
    static boolean refusedForCpuPart(OrtException e) {
        return String.valueOf(e.getMessage()).contains("fallback to CPU EP has been explicitly disabled");
    }

    private static void addCuda(SessionOptions options, int index) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
            // Doubling its memory each time would take it from the other slots of a shared GPU.
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            // Trying every algorithm picks by timing, so two agents could pick differently and differ in the last bits.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            // fp32 means fp32: TF32 keeps 10 bits of the mantissa. Who wants speed takes an fp16 model.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }
}
