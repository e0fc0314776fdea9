package io.facet.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What people call the operating system of this computer. */
final class OsName {
    /** Where Linux distributions say what they are, the first that is there (freedesktop.org, os-release). */
    private static final List<Path> RELEASE = List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"));

    private OsName() {}

    /** Name, version and architecture. Reads a file. */
    static String get() {
        return of(System.getProperty("os.name"), System.getProperty("os.version"), RELEASE) + " "
                + System.getProperty("os.arch");
    }

    /** On Linux the name and version of the distribution, which say more than those of the kernel. */
    static String of(String name, String version, List<Path> release) {
        if (name.equals("Linux")) {
            for (Path file : release) {
                String pretty = pretty(file);
                if (!pretty.isEmpty()) {
                    return pretty;
                }
            }
        }
        if (name.startsWith("Windows")) {
            return name; // 11 has the version 10.0
        }
        return (name.equals("Mac OS X") ? "macOS" : name) + " " + version;
    }

    private static String pretty(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring("PRETTY_NAME=".length()).strip())
                    .map(value -> value.replaceAll("^[\"']|[\"']$", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
