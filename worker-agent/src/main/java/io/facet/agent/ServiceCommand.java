package io.facet.agent;

import picocli.CommandLine.Command;

/** {@code facet-agent service}. */
@Command(
        name = "service",
        description = "Keeps an agent running on this computer: as a systemd unit or a Windows service.",
        mixinStandardHelpOptions = true,
        subcommands = {ServiceInstallCommand.class, ServiceUninstallCommand.class, ServiceStatusCommand.class})
final class ServiceCommand {}
