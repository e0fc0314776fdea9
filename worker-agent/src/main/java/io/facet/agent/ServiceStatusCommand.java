package io.facet.agent;

import io.facet.agent.service.HostService;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet-agent service status}. */
@Command(
        name = "status",
        description = "Says whether there is a service and whether it runs; exit code 1 if it does not.",
        mixinStandardHelpOptions = true)
final class ServiceStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private final ServicePlace place = new ServicePlace();

    @Override
    public Integer call() throws InterruptedException {
        HostService.Status status = place.service(Optional.empty()).status();
        PrintWriter out = command.commandLine().getOut();
        out.printf("Service     %s%n", status.state());
        out.printf("Defined in  %s%s%n", status.definition(), status.installed() ? "" : "  (not there)");
        out.printf("State       %s%n", place.home().state());
        out.flush();
        return status.running() ? 0 : 1;
    }
}
