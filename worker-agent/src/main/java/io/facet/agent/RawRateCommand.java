package io.facet.agent;

import io.facet.models.catalogue.CardYaml;
import io.facet.models.runtime.RawRate;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-agent raw-rate}: the limit that {@code facet bench run} compares with, in a process like an agent's. */
@Command(
        name = "raw-rate",
        hidden = true,
        description = "Measures ONNX Runtime alone, for `facet bench run` and the speed curve of a model.")
final class RawRateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--model", required = true)
    private Path model = Path.of("");

    @Option(names = "--card", required = true)
    private Path card = Path.of("");

    @Option(names = "--batch", defaultValue = "1")
    private int batch = 1;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--seconds", required = true)
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        AgentSurroundings.logTo(FacetHome.ofThisAccount(), "raw-rate.log");
        double rate = RawRate.measure(model, CardYaml.load(card).input(), batch, threads, Duration.ofSeconds(seconds));
        command.commandLine().getOut().printf(Locale.ROOT, "%.4f%n", rate);
        return 0;
    }
}
