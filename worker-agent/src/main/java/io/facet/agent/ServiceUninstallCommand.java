package io.facet.agent;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet-agent service uninstall}. */
@Command(
        name = "uninstall",
        description = "Stops and removes the service. The masters that it has joined are kept for the next one.",
        mixinStandardHelpOptions = true)
final class ServiceUninstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private final ServicePlace place = new ServicePlace();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        out.println(place.service(Optional.empty()).uninstall());
        Path kept = place.home().state();
        if (Files.isDirectory(kept)) {
            out.printf("What it has joined is kept in %s.%n", kept);
        }
        out.flush();
        return 0;
    }
}
