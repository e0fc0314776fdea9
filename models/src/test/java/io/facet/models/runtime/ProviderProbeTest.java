package io.facet.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.runtime.ProviderReport.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderProbeTest {
    private static final Duration PLENTY = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** Says what cuDNN says before it ends its process. */
    static final class DiesInCudnn {
        private DiesInCudnn() {}

        public static void main(String[] args) {
            System.err.println("Could not locate cudnn_graph64_9.dll. Please make sure it is in your library path!");
            Runtime.getRuntime().halt(134);
        }
    }

    /** Says nothing that anybody knows. */
    static final class Dies {
        private Dies() {}

        public static void main(String[] args) {
            Runtime.getRuntime().halt(139);
        }
    }

    /** Never ends, and fills the pipe meanwhile. */
    static final class Hangs {
        private Hangs() {}

        public static void main(String[] args) {
            while (true) {
                System.out.println("x".repeat(1000));
            }
        }
    }

    @Test
    void theCpuWorks() {
        ProviderReport report = ProviderProbe.tryHere(OnnxRuntime.load(), ExecutionProvider.CPU, 0);

        assertThat(report.works()).as(report.message()).isTrue();
    }

    @Test
    void theCpuWorksInAProcessOfItsOwn() throws InterruptedException {
        ProbeResult result = new ProbeProcess(java(), PLENTY).probe(ExecutionProvider.CPU, 0);

        assertThat(result.report().works()).as(result.report().message()).isTrue();
        assertThat(result.gpus()).isEmpty();
    }

    /** Where a GPU does work, the test is that nothing is said to be missing. */
    @ParameterizedTest
    @EnumSource(names = {"CUDA", "TENSORRT"})
    void aGpuEitherWorksOrTheReportSaysWhatIsMissing(ExecutionProvider provider) throws InterruptedException {
        ProviderReport report =
                new ProbeProcess(java(), PLENTY).probe(provider, 0).report();

        if (NvidiaLibraries.isLoadable(NvidiaLibraries.driver())) {
            assertThat(report.status()).isNotIn(Status.NO_DRIVER, Status.CRASHED);
        } else {
            assertThat(report.status()).isEqualTo(Status.NO_DRIVER);
            assertThat(report.missing()).isEqualTo(NvidiaLibraries.driver());
            assertThat(ProviderProbe.tryHere(OnnxRuntime.load(), provider, 0)).isEqualTo(report);
        }
        assertThat(report.works()).isEqualTo(report.missing().isEmpty() && report.status() == Status.WORKS);
    }

    @Test
    void aProbeThatDiesIsReportedAndNamesTheLibraryIfItSaidSo() throws InterruptedException {
        ProviderReport named = probeWith(DiesInCudnn.class, PLENTY);
        ProviderReport silent = probeWith(Dies.class, PLENTY);

        assertThat(named.status()).isEqualTo(Status.LIBRARY_MISSING);
        assertThat(named.missing()).isEqualTo("cudnn_graph64_9.dll");
        assertThat(silent.status()).isEqualTo(Status.CRASHED);
        assertThat(silent.message()).contains("139");
    }

    @Test
    void aProbeThatHangsIsEnded() throws InterruptedException {
        ProviderReport report = probeWith(Hangs.class, Duration.ofSeconds(2));

        assertThat(report.status()).isEqualTo(Status.TIMED_OUT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLastWordsOfAProbeThatEndedAreReadHoweverLate() throws Exception {
        ProviderReport report = new ProviderReport(ExecutionProvider.CPU, Status.WORKS, "fine", "");
        Path words =
                Files.writeString(folder.resolve("words"), "noise\n".repeat(9000) + ProbeLines.print(report) + "\n");
        ProbeProcess process = new ProbeProcess(List.of("sh", "-c", "cat '" + words + "'"), PLENTY);

        for (int i = 0; i < 200; i++) {
            assertThat(process.probe(ExecutionProvider.CPU, 0).report()).isEqualTo(report);
        }
    }

    @Test
    void aProbeThatCannotStartIsReported() throws InterruptedException {
        ProbeProcess process = new ProbeProcess(List.of("/no/such/program"), PLENTY);

        assertThat(process.probe(ExecutionProvider.CPU, 0).report().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void gpusAndReportSurviveThePipeAmongOtherOutput() {
        ProviderReport report =
                new ProviderReport(ExecutionProvider.CUDA, Status.LIBRARY_MISSING, "Install\tthis.", "libx.so.1");
        String output = "noise\n" + ProbeLines.print(new Gpu(1, "NVIDIA H200", 150L << 30)) + "\nwarning: more noise\n"
                + ProbeLines.print(report) + "\n";

        assertThat(ProbeLines.parse(output, ExecutionProvider.CUDA))
                .hasValue(new ProbeResult(
                        new ProviderReport(
                                ExecutionProvider.CUDA, Status.LIBRARY_MISSING, "Install this.", "libx.so.1"),
                        List.of(new Gpu(1, "NVIDIA H200", 150L << 30))));
        assertThat(ProbeLines.parse("noise\n", ExecutionProvider.CUDA)).isEmpty();
    }

    @Test
    void aDriverThatIsNotThereCannotBeAsked() {
        assertThatThrownBy(() -> CudaDriver.gpus("libno-such-driver.so")).isInstanceOf(IllegalArgumentException.class);
    }

    /** The arguments of the probe become those of another program. */
    private static ProviderReport probeWith(Class<?> program, Duration limit) throws InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.add(program.getName());
        return new ProbeProcess(command, limit).probe(ExecutionProvider.CPU, 0).report();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"));
    }
}
