package io.facet.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ONNX Runtime of this process. There is one per process, loaded on first use and kept until the process ends, so
 * nobody closes it. Thread-safe.
 *
 * <p>Its Java API offers no way to receive its log, which goes to stderr. In an ordinary process it is silent: what
 * matters arrives as an exception. The process that probes a provider lets it speak, since the name of a missing
 * library may stand nowhere else.
 */
public final class OnnxRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);

    private final OrtEnvironment environment;

    private OnnxRuntime(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** Loads the runtime if need be, without log. */
    public static OnnxRuntime load() {
        return load(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    }

    /** Loads the runtime with warnings on stderr; the first call of a process decides. */
    static OnnxRuntime loadTalking() {
        return load(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING);
    }

    private static OnnxRuntime load(OrtLoggingLevel level) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(level, "facet");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            LOG.debug("this build of ONNX Runtime has no telemetry to turn off", e);
        }
        removeEmptyTemporaryFolder();
        return new OnnxRuntime(environment);
    }

    /**
     * ONNX Runtime's Java part makes a temporary folder at every start, to unpack its libraries to, and removes it when
     * the process ends in order. Where the libraries lie unpacked it stays empty, and a process that is killed leaves
     * it; so it goes at once. There is no public way to its name.
     */
    private static void removeEmptyTemporaryFolder() {
        try {
            Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            field.setAccessible(true);
            if (field.get(null) instanceof Path folder) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("the libraries of ONNX Runtime were unpacked to {}", e.getMessage());
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            LOG.debug("the temporary folder of ONNX Runtime stays until this process ends", e);
        }
    }

    /** For example "1.28.0". */
    public String version() {
        return environment.getVersion();
    }

    /** Whether the shipped build has the provider at all; whether it works is for {@link ProviderProbe} to say. */
    static boolean isBuiltIn(ExecutionProvider provider) {
        Set<OrtProvider> built = OrtEnvironment.getAvailableProviders();
        return built.contains(
                switch (provider) {
                    case CPU -> OrtProvider.CPU;
                    case CUDA -> OrtProvider.CUDA;
                    case TENSORRT -> OrtProvider.TENSOR_RT;
                });
    }

    OrtEnvironment environment() {
        return environment;
    }
}
