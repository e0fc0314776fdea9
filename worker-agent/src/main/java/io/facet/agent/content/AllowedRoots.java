package io.facet.agent.content;

import io.facet.agent.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders that this agent's owner lets it open files in, and how the master's paths are called here. Immutable.
 */
public final class AllowedRoots {
    private record Mapping(String master, Path local) {}

    private final List<Path> roots;
    private final List<Mapping> mappings;

    private AllowedRoots(List<Path> roots, List<Mapping> mappings) {
        this.roots = List.copyOf(roots);
        this.mappings = List.copyOf(mappings);
    }

    /**
     * Resolves the folders once, at the start.
     *
     * @param roots folders that may be read
     * @param maps {@code MASTER=LOCAL}: what the master calls MASTER is LOCAL here; LOCAL is allowed with that
     * @throws AgentException ROOT_MISSING or USAGE
     */
    public static AllowedRoots of(List<String> roots, List<String> maps) {
        List<Path> real = new ArrayList<>();
        for (String root : roots) {
            real.add(real(root));
        }
        List<Mapping> mappings = new ArrayList<>();
        for (String map : maps) {
            int equals = map.lastIndexOf('=');
            if (equals < 1 || equals == map.length() - 1) {
                throw new AgentException(
                        AgentException.Code.USAGE,
                        "--map %s: give MASTER=LOCAL, for example --map D:\\photos=/mnt/photos.".formatted(map));
            }
            Path local = real(map.substring(equals + 1));
            real.add(local);
            mappings.add(new Mapping(map.substring(0, equals), local));
        }
        return new AllowedRoots(real, mappings);
    }

    private static Path real(String folder) {
        try {
            Path path = Path.of(folder).toRealPath();
            if (Files.isDirectory(path)) {
                return path;
            }
        } catch (IOException | InvalidPathException e) {
            // the sentence below says it
        }
        throw new AgentException(
                AgentException.Code.ROOT_MISSING,
                "There is no folder %s on this computer. Give --allow-root and --map folders that exist."
                        .formatted(folder));
    }

    /**
     * Where this computer has the file, if its owner allows to open it: links are resolved before that is decided.
     *
     * @param datasetRoot as the master calls it
     * @param path relative, with {@code /}
     */
    public Optional<Path> resolve(String datasetRoot, String path) {
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path real = local(datasetRoot).resolve(path).toRealPath();
            return roots.stream().anyMatch(real::startsWith) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Path local(String datasetRoot) {
        for (Mapping mapping : mappings) {
            if (datasetRoot.equals(mapping.master())) {
                return mapping.local();
            }
            if (datasetRoot.startsWith(mapping.master())) {
                String rest = datasetRoot.substring(mapping.master().length()).replace('\\', '/');
                if (rest.startsWith("/")
                        || mapping.master().endsWith("/")
                        || mapping.master().endsWith("\\")) {
                    return mapping.local().resolve(rest.replaceFirst("^/+", ""));
                }
            }
        }
        return Path.of(datasetRoot);
    }
}
