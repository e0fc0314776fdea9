package io.facet.app.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A small world of its own for the launch scripts: an installation in a folder with an awkward name, a home folder, a
 * PATH with no more than the scripts need, and none of this computer's Javas, because the scripts of this installation
 * look for them below this folder instead of below the root.
 */
final class Sandbox {
    private static final List<String> TOOLS = List.of("sh", "readlink", "uname", "grep", "sed", "env");
    private static final List<String> USUAL = List.of("/usr/lib/jvm/", "/usr/java/", "/opt/", "/Library/Java/");

    final Path root;
    final Path installation;
    final Path tools;
    final Map<String, String> environment = new TreeMap<>();

    /** What a started script said and how it ended. */
    record Outcome(int status, long pid, List<String> out, List<String> err) {
        /** What a fake Java says of one thing. */
        String told(String key) {
            return out.stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + key + " in " + out + err));
        }

        /** The arguments that the fake Java got. */
        List<String> arguments() {
            return out.stream()
                    .filter(line -> line.startsWith("arg="))
                    .map(line -> line.substring(4))
                    .toList();
        }

        /** Those after the main class. */
        List<String> programArguments(String mainClass) {
            List<String> all = arguments();
            return all.subList(all.indexOf(mainClass) + 1, all.size());
        }
    }

    Sandbox(Path root) throws IOException {
        this.root = root;
        this.installation = root.resolve("Fäcet  (日本) & dïst! 100%");
        this.tools = Files.createDirectories(root.resolve("tools"));
        for (String tool : TOOLS) {
            program(tools.resolve(tool), "exec '" + whereIs(tool) + "' \"$@\"\n");
        }
        Files.createDirectories(root.resolve("home"));
        environment.put("PATH", tools.toString());
        environment.put("HOME", root.resolve("home").toString());
        environment.put("LC_ALL", "C");
        locales("C.UTF-8");
        for (String folder : List.of("bin", "conf")) {
            Files.createDirectories(installation.resolve(folder));
            for (String name : Distribution.names(folder)) {
                Files.copy(
                        Distribution.FOLDER.resolve(folder).resolve(name),
                        installation.resolve(folder).resolve(name),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        for (String program : List.of("facet", "facet-agent")) {
            redirect(installation.resolve("bin").resolve(program));
        }
    }

    private void redirect(Path script) throws IOException {
        String text = Files.readString(script);
        for (String usual : USUAL) {
            String looksThere = " " + usual;
            if (!text.contains(looksThere)) {
                throw new AssertionError(script + " does not look in " + usual + ": this sandbox is out of date");
            }
            text = text.replace(looksThere, " " + root + usual);
        }
        Files.writeString(script, text);
    }

    private static Path whereIs(String tool) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError("no " + tool + " on PATH");
    }

    /** A program that tells how it was called, in the place of a Java of that version. */
    Path java(String home, String version) throws IOException {
        Path folder = root.resolve(home);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"9+1\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(folder.resolve("bin/java"), """
                if [ "$1" = -version ]; then
                    echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion=1' >&2
                    echo 'openjdk version "%s" 2026-09-15' >&2
                    exit
                fi
                printf '%%s\\n' "java=$0" "pid=$$" "LC_ALL=$LC_ALL" "threads=$OPENBLAS_NUM_THREADS"
                for argument; do printf 'arg=%%s\\n' "$argument"; done
                exit "${STATUS:-0}"
                """.formatted(version));
        return folder;
    }

    /** A {@code locale} that knows these names, of which it finds UTF-8 in those that say so. */
    void locales(String... names) throws IOException {
        program(tools.resolve("locale"), """
                if [ "$1" = -a ]; then printf '%%s\\n' C POSIX %s; exit; fi
                name=${LC_ALL:-$LANG}
                for known in %s; do
                    case $known=$name in
                        "$name=$name") case $name in *UTF-8 | *utf8) echo UTF-8; exit;; esac;;
                    esac
                done
                echo ANSI_X3.4-1968
                """.formatted(String.join(" ", names), String.join(" ", names)));
    }

    static Path program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Outcome facet(String... arguments) throws IOException, InterruptedException {
        return run(installation.resolve("bin/facet").toString(), arguments);
    }

    /** Runs a command in the root folder of the sandbox. */
    Outcome run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        Path out = root.resolve("out.txt");
        Path err = root.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(line + " does not end");
        }
        return new Outcome(process.exitValue(), process.pid(), lines(out), lines(err));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
