package io.facet.agent;

import io.facet.models.image.FormatProbe;
import io.facet.models.runtime.ExecutionProvider;
import io.facet.models.runtime.ProbeProcess;
import io.facet.models.runtime.ProbeResult;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.HostName;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet-agent doctor}: tries everything that an agent needs and names what is missing. */
@Command(
        name = "doctor",
        description =
                "Says what this computer can do: devices, providers that passed a probe run, missing libraries by name.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        FacetHome home = FacetHome.ofThisAccount();
        AgentSurroundings.logTo(home, "doctor.log");
        PrintWriter out = command.commandLine().getOut();
        io.facet.agent.telemetry.HostStats host = new io.facet.agent.telemetry.HostStats();
        out.printf(Locale.ROOT, "facet-agent %s on %s%n", AgentVersion.text(), HostName.get());
        out.printf("System      %s%n", OsName.get());
        out.printf("Java        %s%n", Runtime.version());
        out.printf(
                Locale.ROOT,
                "Processors  %d, memory %.1f GB%n",
                Runtime.getRuntime().availableProcessors(),
                host.memoryBytes() / 1e9);
        out.flush();
        boolean works = true;
        ProbeProcess probe = AgentSurroundings.probe();
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            works &= report(out, provider, probe.probe(provider, 0));
        }
        works &= reportImages(out);
        report(out, "State", home.state());
        report(out, "Models", home.models());
        report(out, "Cache", home.cache());
        report(out, "Logs", home.logs());
        out.flush();
        return works ? 0 : 1;
    }

    /** Only the processor has to work; a GPU is a gift. */
    private static boolean report(PrintWriter out, ExecutionProvider provider, ProbeResult result) {
        String status = result.report().works()
                ? "works"
                : result.report().status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        out.printf("%-11s %s: %s%n", provider, status, result.report().message());
        for (var gpu : result.gpus()) {
            out.printf(
                    Locale.ROOT, "            GPU %d: %s, %.1f GB%n", gpu.index(), gpu.name(), gpu.memoryBytes() / 1e9);
        }
        out.flush();
        return provider != ExecutionProvider.CPU || result.report().works();
    }

    private static boolean reportImages(PrintWriter out) {
        try {
            List<String> formats = FormatProbe.run();
            out.printf("Images      works: %s%n", String.join(", ", formats));
            return true;
        } catch (RuntimeException | LinkageError e) {
            out.printf("Images      fails: OpenCV cannot be loaded (%s). Reinstall Facet.%n", e.getMessage());
            return false;
        }
    }

    private static void report(PrintWriter out, String what, Path folder) {
        String note =
                Files.exists(folder) ? (Files.isWritable(folder) ? "" : "  (not writable!)") : "  (made when needed)";
        out.printf("%-11s %s%s%n", what, folder, note);
    }
}
