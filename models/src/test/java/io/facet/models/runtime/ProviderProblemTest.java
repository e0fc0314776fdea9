package io.facet.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.runtime.ProviderReport.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as users of ONNX Runtime report them in public issue trackers, and as version 1.28.0 holds them. */
class ProviderProblemTest {
    private static final String LOADING =
            "Error code - ORT_FAIL - message: /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1988 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : ";
    private static final String CUDA_CALL =
            "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:121 std::conditional_t<THRW, void, onnxruntime::common::Status> onnxruntime::CudaCall(ERRTYPE, const char*, const char*, ERRTYPE, const char*, const char*, int) [with ERRTYPE = cudaError; bool THRW = true; std::conditional_t<THRW, void, onnxruntime::common::Status> = void] ";

    static Stream<Arguments> reported() {
        return Stream.of(
                missing(
                        LOADING
                                + "Failed to load library /opt/facet/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: No such file or directory",
                        "libcublasLt.so.12",
                        "CUDA 12"),
                missing(
                        LOADING
                                + "Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory",
                        "libcudnn.so.9",
                        "cuDNN 9"),
                missing(
                        LOADING
                                + "Failed to load library libonnxruntime_providers_tensorrt.so with error: libnvinfer.so.10: cannot open shared object file: No such file or directory",
                        "libnvinfer.so.10",
                        "TensorRT 10"),
                missing(
                        "E:\\_work\\1\\s\\onnxruntime\\core\\session\\provider_bridge_ort.cc:1962 onnxruntime::ProviderLibrary::Get [ONNXRuntimeError] : 1 : FAIL : Error loading \"E:\\AI\\capi\\onnxruntime_providers_cuda.dll\" which depends on \"cudnn64_9.dll\" which is missing. (Error 126: \"The specified module could not be found.\")",
                        "cudnn64_9.dll",
                        "cuDNN 9"),
                missing(
                        "Error loading \"C:\\ort\\onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_12.dll\" which is missing. (Error 126: \"\")",
                        "cublasLt64_12.dll",
                        "CUDA 12"),
                missing(
                        "Error loading \"C:\\ort\\onnxruntime_providers_cuda.dll\" which depends on \"MSVCP140.dll\" which is missing. (Error 126: \"\")",
                        "MSVCP140.dll",
                        "Visual C++"),
                missing(
                        "Could not locate cudnn_ops64_9.dll. Please make sure it is in your library path!\nInvalid handle. Cannot load symbol cudnnCreateTensorDescriptor",
                        "cudnn_ops64_9.dll",
                        "cuDNN 9"),
                missing(
                        "Unable to load any of {libcudnn_ops.so.9.1.0, libcudnn_ops.so.9.1, libcudnn_ops.so.9, libcudnn_ops.so}\nInvalid handle. Cannot load symbol cudnnCreateTensorDescriptor",
                        "libcudnn_ops.so.9.1.0",
                        "cuDNN 9"),
                missing(
                        "Could not load library libcudnn_ops_infer.so.8. Error: libcudnn_ops_infer.so.8: cannot open shared object file: No such file or directory",
                        "libcudnn_ops_infer.so.8",
                        "cuDNN 9"),
                missing(
                        "Could not load library cudnn_cnn_infer64_8.dll. Error code 127",
                        "cudnn_cnn_infer64_8.dll",
                        "cuDNN 9"),
                missing(
                        "Non-zero status code returned while running Conv node. Name:'' Status Message: cuDNN is not available. Install cuDNN, update the system library search path, or set enable_cudnn=0 to force native CUDA paths where available.",
                        NvidiaLibraries.cudnn(),
                        "cuDNN 9"),
                missing(
                        "[W:onnxruntime:, cuda_execution_provider.cc:400] cuDNN is unavailable for CUDA Execution Provider: cuDNN library was not found",
                        NvidiaLibraries.cudnn(),
                        "cuDNN 9"),
                Arguments.of(
                        LOADING
                                + "Failed to load library libonnxruntime_providers_cuda.so with error: libcuda.so.1: cannot open shared object file: No such file or directory",
                        Status.NO_DRIVER,
                        "libcuda.so.1",
                        "no NVIDIA driver"),
                Arguments.of(
                        CUDA_CALL
                                + "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; hostname=c4327188c000000 ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider.cc ; line=336 ; expr=cudaSetDevice(info_.device_id); ",
                        Status.DRIVER_TOO_OLD,
                        "",
                        "too old"),
                Arguments.of(
                        CUDA_CALL
                                + "CUDA failure 100: no CUDA-capable device is detected ; GPU=32712 ; hostname=HOME-PC ; line=245 ; expr=cudaSetDevice(info_.device_id);",
                        Status.NO_GPU,
                        "",
                        "CUDA_VISIBLE_DEVICES"),
                Arguments.of(
                        "D:\\a\\_work\\1\\s\\onnxruntime\\core\\providers\\cuda\\cuda_call.cc:114 onnxruntime::CudaCall CUDA failure 2: out of memory ; GPU=0 ; hostname=DESKTOP-QUBEI ; expr=cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);",
                        Status.OUT_OF_MEMORY,
                        "",
                        "smaller batch"),
                Arguments.of(
                        "Non-zero status code returned while running Mul node. Name:'Mul_8702' Status Message: /workspace/onnxruntime/onnxruntime/core/framework/bfc_arena.cc:368 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*, bool, onnxruntime::WaitNotificationFn) Failed to allocate memory for requested buffer of size 2830172160",
                        Status.OUT_OF_MEMORY,
                        "",
                        "smaller batch"),
                Arguments.of(
                        "Non-zero status code returned while running Sigmoid node. Name:'/model.0/act/Sigmoid' Status Message: CUDA error cudaErrorNoKernelImageForDevice:no kernel image is available for execution on the device",
                        Status.GPU_UNSUPPORTED,
                        "",
                        "generation"));
    }

    private static Arguments missing(String text, String library, String message) {
        return Arguments.of(text, Status.LIBRARY_MISSING, library, message);
    }

    @ParameterizedTest
    @MethodSource("reported")
    void theReasonIsReadFromWhatTheLibrariesSay(String text, Status status, String missing, String message) {
        ProviderProblem problem = ProviderProblem.of(text);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.missing()).isEqualTo(missing);
        assertThat(problem.message())
                .contains(message)
                .contains(missing)
                .doesNotContain("\n")
                .hasSizeLessThan(200);
    }

    @Test
    void windowsThatNamesNoLibraryIsAnsweredWithTheFirstThatIsMissing() {
        ProviderProblem problem = ProviderProblem.of(
                "D:\\a\\_work\\1\\s\\onnxruntime\\core\\session\\provider_bridge_ort.cc:1539 onnxruntime::ProviderLibrary::Get [ONNXRuntimeError] : 1 : FAIL : LoadLibrary failed with error 126 \"\" when trying to load \"C:\\Users\\x\\AppData\\Local\\Temp\\onnxruntime-java5278075328315693241\\onnxruntime_providers_cuda.dll\"");

        assertThat(problem.missing()).isEqualTo(NvidiaLibraries.firstMissing().orElse(""));
        assertThat(problem.status()).isIn(Status.LIBRARY_MISSING, Status.NO_DRIVER);
    }

    @Test
    void whatIsNotKnownIsPassedOnAsOneLineWithoutSourcePlaces() {
        ProviderProblem problem = ProviderProblem.of(CUDA_CALL
                + "CUDA failure 719: unspecified launch failure ; GPU=0 ;\n expr=cudaStreamSynchronize(stream);");

        assertThat(problem.status()).isEqualTo(Status.FAILED);
        assertThat(problem.message())
                .isEqualTo("The GPU cannot be used: CUDA failure 719: unspecified launch failure ; GPU=0 ;"
                        + " expr=cudaStreamSynchronize(stream);");
    }
}
