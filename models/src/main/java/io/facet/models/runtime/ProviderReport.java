package io.facet.models.runtime;

/**
 * What came out of trying an execution provider.
 *
 * @param provider what was tried
 * @param status how it went
 * @param message one sentence for the user: what is missing and what to do, or what works
 * @param missing file name of the missing library, or empty
 */
public record ProviderReport(ExecutionProvider provider, Status status, String message, String missing) {

    /** How it went. The name in lower case with hyphens is the stable code. */
    public enum Status {
        /** A model ran on it and gave the right numbers. */
        WORKS,
        /** This build of ONNX Runtime does not have it. */
        NOT_BUILT,
        NO_DRIVER,
        DRIVER_TOO_OLD,
        /** The driver is there, a GPU is not. */
        NO_GPU,
        /** The GPU is older than this build of ONNX Runtime supports. */
        GPU_UNSUPPORTED,
        LIBRARY_MISSING,
        OUT_OF_MEMORY,
        /** It ran and gave wrong numbers. */
        WRONG_RESULT,
        /** The process that tried it died, as by a fault in a driver. */
        CRASHED,
        TIMED_OUT,
        FAILED
    }

    public boolean works() {
        return status == Status.WORKS;
    }
}
