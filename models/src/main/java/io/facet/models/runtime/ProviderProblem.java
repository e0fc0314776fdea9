package io.facet.models.runtime;

import io.facet.models.runtime.ProviderReport.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a GPU cannot be used, read from what the system's loader, CUDA and ONNX Runtime say.
 *
 * @param status the kind of problem
 * @param missing file name of the missing library, or empty
 * @param message one sentence that says what to do
 */
record ProviderProblem(Status status, String missing, String message) {

    private record Sign(Pattern text, Status status, String message) {
        static Sign of(String regex, Status status, String message) {
            return new Sign(Pattern.compile(regex), status, message);
        }
    }

    /** Numbers of cudaError_t are those of CUDA's driver_types.h. */
    private static final List<Sign> SIGNS = List.of(
            Sign.of(
                    "CUDA failure 2:|out of memory|OUT_OF_MEMORY|ALLOC_FAILED|Failed to allocate memory",
                    Status.OUT_OF_MEMORY,
                    "The GPU has too little free memory: close other programs that use it, or choose fewer slots or a"
                            + " smaller batch."),
            Sign.of(
                    "CUDA failure 35:|driver version is insufficient",
                    Status.DRIVER_TOO_OLD,
                    "The NVIDIA driver is too old for CUDA 12: install a current one."),
            Sign.of(
                    "CUDA failure 100:|no CUDA-capable device|invalid device ordinal",
                    Status.NO_GPU,
                    "The NVIDIA driver finds no such GPU: check that it is enabled and not hidden from this program"
                            + " (CUDA_VISIBLE_DEVICES)."),
            Sign.of(
                    "no kernel image is available",
                    Status.GPU_UNSUPPORTED,
                    "This GPU is of a generation that this build of ONNX Runtime does not support."));

    /** Each names the file in its first group. */
    private static final List<Pattern> MISSING = List.of(
            Pattern.compile("([\\w.+-]+\\.so[.\\d]*): cannot open shared object file"),
            Pattern.compile("\"([\\w.+-]+\\.dll)\" which is missing"),
            Pattern.compile("Could not (?:locate|load library) ([\\w+-]+(?:\\.[\\w+-]+)*)"),
            Pattern.compile("Unable to load any of \\{([^,}]+)"),
            Pattern.compile("LoadLibrary failed for ([\\w.+-]+\\.dll)"));

    private static final Pattern CUDNN_ABSENT = Pattern.compile(
            "cuDNN is (?:not available|unavailable)|cuDNN library was not found|Cannot load symbol cudnn");

    /** Error 126 of Windows: the library or one that it needs is missing, and the loader does not say which. */
    private static final Pattern SOME_DLL = Pattern.compile("LoadLibrary failed with error 126|Error 126");

    static ProviderProblem of(String text) {
        Optional<String> named = named(text);
        if (named.isPresent()) {
            return missing(named.get());
        }
        if (CUDNN_ABSENT.matcher(text).find()) {
            return missing(NvidiaLibraries.cudnn());
        }
        for (Sign sign : SIGNS) {
            if (sign.text().matcher(text).find()) {
                return new ProviderProblem(sign.status(), "", sign.message());
            }
        }
        if (SOME_DLL.matcher(text).find()) {
            return NvidiaLibraries.firstMissing()
                    .map(ProviderProblem::missing)
                    .orElse(new ProviderProblem(
                            Status.LIBRARY_MISSING,
                            "",
                            "A library of CUDA 12, cuDNN 9 or Microsoft's Visual C++ runtime is missing: install them, and"
                                    + " put their folders into PATH."));
        }
        return new ProviderProblem(Status.FAILED, "", "The GPU cannot be used: " + OrtMessage.oneLine(text));
    }

    /** The missing library that the text names. */
    private static Optional<String> named(String text) {
        for (Pattern pattern : MISSING) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1).strip());
            }
        }
        return Optional.empty();
    }

    static ProviderProblem missing(String library) {
        String family = NvidiaLibraries.familyOf(library);
        if (family.equals(NvidiaLibraries.DRIVER)) {
            return new ProviderProblem(
                    Status.NO_DRIVER,
                    library,
                    "There is no NVIDIA driver on this computer (" + library + " is missing).");
        }
        return new ProviderProblem(
                Status.LIBRARY_MISSING,
                library,
                "The NVIDIA driver is there, but " + library + " is missing: install " + family + ".");
    }
}
