package io.facet.agent.content;

import io.facet.agent.AgentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folders that this agent's owner lets it open files in, and how the master's paths are called here. Immutable.
 *
 * <p>A path that the master names is judged by its letters first: looking it up could already open a connection, to a
 * share of Windows or a folder that is mounted on first use.
 */
public final class AllowedRoots {
    private final List<Path> roots;
    /** What paths must begin with before they are looked up: the roots, and the links by which their owner calls them. */
    private final List<Path> names;
    /** The longest first. */
    private final List<PathMap> maps;

    private AllowedRoots(List<Path> roots, List<Path> names, List<PathMap> maps) {
        this.roots = List.copyOf(roots);
        this.names = List.copyOf(names);
        this.maps = maps.stream()
                .sorted(Comparator.comparingInt(PathMap::length).reversed())
                .toList();
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
        List<Path> names = new ArrayList<>();
        for (String root : roots) {
            real.add(real(root));
            names.add(Path.of(root).toAbsolutePath().normalize());
        }
        List<PathMap> mappings = new ArrayList<>();
        for (String map : maps) {
            int equals = map.lastIndexOf('=');
            if (equals < 1 || equals == map.length() - 1) {
                throw new AgentException(
                        AgentException.Code.USAGE,
                        "--map %s: give MASTER=LOCAL, for example --map D:\\photos=/mnt/photos.".formatted(map));
            }
            Path local = real(map.substring(equals + 1));
            real.add(local);
            mappings.add(new PathMap(map.substring(0, equals), local));
        }
        names.addAll(real);
        return new AllowedRoots(real, names, mappings);
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
     * Where this computer has the file, if its owner allows to open it: links are resolved before that is decided, and
     * nothing is touched that does not even begin like an allowed folder.
     *
     * @param datasetRoot as the master calls it
     * @param path relative, with {@code /}
     */
    public Optional<Path> resolve(String datasetRoot, String path) {
        if (roots.isEmpty() || !isBelow(path, File.separatorChar)) {
            return Optional.empty();
        }
        try {
            Path named = local(datasetRoot).resolve(path).toAbsolutePath().normalize();
            if (names.stream().noneMatch(named::startsWith)) {
                return Optional.empty();
            }
            Path real = named.toRealPath();
            return roots.stream().anyMatch(real::startsWith) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether a path of the master's stays below the folder that it is resolved in, judged by its letters alone. */
    static boolean isBelow(String path, char separator) {
        boolean windows = separator == '\\';
        if (windows && (path.indexOf('\\') >= 0 || path.indexOf(':') >= 0)) {
            return false;
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private Path local(String datasetRoot) {
        return maps.stream()
                .flatMap(map -> map.apply(datasetRoot).stream())
                .findFirst()
                .orElseGet(() -> Path.of(datasetRoot));
    }
}
