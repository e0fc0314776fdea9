package io.facet.models.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The program of the probing process: {@code ProbeMain PROVIDER INDEX}. {@link ProbeProcess} starts it. */
public final class ProbeMain {
    private ProbeMain() {}

    public static void main(String[] args) {
        ExecutionProvider provider = ExecutionProvider.valueOf(args[0]);
        ProviderReport report = ProviderProbe.tryHere(OnnxRuntime.loadTalking(), provider, Integer.parseInt(args[1]));
        print(ProbeLines.print(report));
        // After the report, which then stands even if the driver fails at this.
        gpus(provider).forEach(gpu -> print(ProbeLines.print(gpu)));
    }

    private static void print(String line) {
        byte[] bytes = ('\n' + line + '\n').getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private static List<Gpu> gpus(ExecutionProvider provider) {
        String driver = NvidiaLibraries.driver();
        if (provider == ExecutionProvider.CPU || !NvidiaLibraries.isLoadable(driver)) {
            return List.of();
        }
        return CudaDriver.gpus(driver);
    }
}
