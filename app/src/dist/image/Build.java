import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the build says of itself: {@code key=value} arguments of {@link MakeImages}. */
final class Build {
    /** The kinds of system that programs are packed for: always the one that this runs on. */
    enum System {
        LINUX,
        WINDOWS,
        MAC
    }

    private final Map<String, String> values = new HashMap<>();

    Build(String[] arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new Failure("Not key=value: " + argument);
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    private String value(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new Failure("The build did not say " + key + "=…");
        }
        return value;
    }

    static System system() {
        String name = java.lang.System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? System.WINDOWS : name.startsWith("mac") ? System.MAC : System.LINUX;
    }

    /** The name of a program's file. */
    static String executable(String program) {
        return system() == System.WINDOWS ? program + ".exe" : program;
    }

    /** The plain distribution: lib, native, conf and more. */
    Path distribution() {
        return Path.of(value("distribution"));
    }

    /** Where images and installers are made. */
    Path target() {
        return Path.of(value("target"));
    }

    /** This program's neighbours: icons, templates. */
    Path sources() {
        return Path.of(value("sources"));
    }

    /** The icon as SVG and PNGs. */
    Path icons() {
        return Path.of(value("icons"));
    }

    /** A file that lists the class path of the agent alone. */
    Path agentClassPath() {
        return Path.of(value("agent.classpath"));
    }

    /** The jar of the agent itself. */
    String agentJar() {
        return value("agent.jar");
    }

    /** What the names of jars with natives for this platform end in. */
    String platform() {
        return value("platform");
    }

    /** Numbers and points alone, as installers want it. */
    String version() {
        return value("version").replaceFirst("-.*", "");
    }

    /** The same for packages: those of macOS cannot begin with 0. */
    String packageVersion() {
        return system() == System.MAC ? version().replaceFirst("^0\\.", "1.") : version();
    }

    /** The time that every packed file carries, so that the same sources make the same packages. */
    Instant timestamp() {
        return Instant.parse(value("timestamp"));
    }

    /** Whether Windows installs for every account of the computer. */
    boolean forWholeComputer() {
        return value("windows.scope").equals("computer");
    }

    /** How a .deb is compressed: xz, zstd, gzip or none. */
    String debCompression() {
        return value("deb.compression");
    }

    /** Whether start-up is trained. */
    boolean trains() {
        return Boolean.parseBoolean(value("aot"));
    }
}
