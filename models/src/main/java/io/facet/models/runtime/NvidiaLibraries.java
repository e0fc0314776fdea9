package io.facet.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The libraries that ONNX Runtime's CUDA provider needs, as version 1.28.0 names them in its own files (the NEEDED
 * entries on Linux, the import table on Windows), and which package brings which.
 */
final class NvidiaLibraries {
    static final String DRIVER = "the NVIDIA driver";

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final List<String> LINUX_FILES = List.of(
            "libcuda.so.1",
            "libcudart.so.12",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcudnn.so.9");

    private static final List<String> WINDOWS_FILES = List.of(
            "nvcuda.dll",
            "MSVCP140.dll",
            "VCRUNTIME140_1.dll",
            "cudart64_12.dll",
            "cublasLt64_12.dll",
            "cublas64_12.dll",
            "cudnn64_9.dll");

    private NvidiaLibraries() {}

    /** The library that every NVIDIA driver brings, and nothing else does. */
    static String driver() {
        return WINDOWS ? WINDOWS_FILES.getFirst() : LINUX_FILES.getFirst();
    }

    static String cudnn() {
        return WINDOWS ? WINDOWS_FILES.getLast() : LINUX_FILES.getLast();
    }

    /** The first library that the loader does not find. It stays loaded where it does. */
    static Optional<String> firstMissing() {
        return (WINDOWS ? WINDOWS_FILES : LINUX_FILES)
                .stream().filter(library -> !isLoadable(library)).findFirst();
    }

    @SuppressWarnings("restricted")
    static boolean isLoadable(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What to install to get a library. */
    static String familyOf(String library) {
        String name = library.toLowerCase(Locale.ROOT);
        if (name.contains("cudnn")) {
            return "cuDNN 9 for CUDA 12";
        }
        if (name.contains("nvinfer") || name.contains("nvonnxparser")) {
            return "TensorRT 10 for CUDA 12";
        }
        if (name.startsWith("libcuda.so") || name.startsWith("nvcuda")) {
            return DRIVER;
        }
        if (name.startsWith("msvcp") || name.startsWith("vcruntime")) {
            return "Microsoft's Visual C++ runtime (2015-2022, x64)";
        }
        return "the runtime libraries of CUDA 12";
    }
}
