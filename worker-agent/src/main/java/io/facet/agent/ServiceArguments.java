package io.facet.agent;

import io.facet.agent.identity.MasterAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of an agent that a service hands on, in the form that does not depend on the folder it is started in. */
final class ServiceArguments {
    @Option(names = "--gpu-workers", paramLabel = "N", description = "As for facet-agent.")
    private @Nullable Integer gpuWorkers;

    @Option(names = "--cpu-workers", paramLabel = "M", description = "As for facet-agent.")
    private @Nullable Integer cpuWorkers;

    @Option(names = "--allow-root", paramLabel = "DIR", description = "As for facet-agent.")
    private List<String> roots = new ArrayList<>();

    @Option(names = "--map", paramLabel = "MASTER=LOCAL", description = "As for facet-agent.")
    private List<String> maps = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "As for facet-agent.")
    private @Nullable String name;

    List<String> roots() {
        return List.copyOf(roots);
    }

    List<String> maps() {
        return List.copyOf(maps);
    }

    String name() {
        return name == null || name.isBlank() ? HostName.get() : name;
    }

    /** All of them, and the master's address. */
    List<String> words(Optional<MasterAddress> master) {
        List<String> words = new ArrayList<>();
        master.ifPresent(address -> words.addAll(List.of("--master", address.toString())));
        count(words, "--gpu-workers", gpuWorkers);
        count(words, "--cpu-workers", cpuWorkers);
        for (String root : roots) {
            words.addAll(List.of("--allow-root", absolute(root)));
        }
        for (String map : maps) {
            int equals = map.lastIndexOf('=');
            words.addAll(List.of("--map", map.substring(0, equals + 1) + absolute(map.substring(equals + 1))));
        }
        if (name != null && !name.isBlank()) {
            words.addAll(List.of("--name", name));
        }
        return words;
    }

    private static void count(List<String> words, String option, @Nullable Integer count) {
        if (count == null) {
            return;
        }
        if (count < 0 || count > 256) {
            throw new AgentException(
                    AgentException.Code.USAGE, "%s is %d; give a number from 0 to 256.".formatted(option, count));
        }
        words.addAll(List.of(option, count.toString()));
    }

    private static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize().toString();
    }
}
