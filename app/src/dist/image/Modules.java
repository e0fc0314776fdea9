import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The modules of the JDK that a class path needs. */
final class Modules {
    /**
     * What class files do not show: protobuf and JavaCPP ask for Unsafe by name, Logback and the resolver of host names for
     * JNDI, Netty for socket options, telemetry for the beans of the JDK, and a jar is opened as a file system.
     */
    private static final Set<String> BY_NAME = Set.of(
            "java.logging",
            "java.management",
            "java.naming",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private Modules() {}

    /** The modules for these jars, sorted. */
    static Set<String> of(List<Path> jars) {
        Set<String> needed = new TreeSet<>(BY_NAME);
        List<String> plain = new ArrayList<>();
        for (Path jar : jars) {
            // jdeps would want every module that a modular jar requires; what it says itself is enough.
            Optional<ModuleDescriptor> descriptor = descriptor(jar);
            if (descriptor.isPresent()) {
                descriptor.get().requires().stream()
                        .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name)
                        .forEach(needed::add);
            } else {
                plain.add(jar.toString());
            }
        }
        needed.addAll(dependencies(jars, plain));
        Set<String> ofJdk = ModuleFinder.ofSystem().findAll().stream()
                .map(module -> module.descriptor().name())
                .collect(Collectors.toSet());
        needed.retainAll(ofJdk);
        return needed;
    }

    private static List<String> dependencies(List<Path> all, List<String> jars) {
        List<String> arguments = new ArrayList<>(List.of(
                "--print-module-deps",
                "--ignore-missing-deps",
                "--no-recursive",
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--class-path",
                all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        arguments.addAll(jars);
        // Warnings of split packages come first, the list last.
        String last = Tools.jdk("jdeps", arguments).lines().reduce("", (before, line) -> line);
        return Arrays.asList(last.strip().split(","));
    }

    private static Optional<ModuleDescriptor> descriptor(Path jar) {
        try {
            return ModuleFinder.of(jar).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .filter(descriptor -> !descriptor.isAutomatic())
                    .findFirst();
        } catch (FindException unnameable) {
            return Optional.empty();
        }
    }
}
