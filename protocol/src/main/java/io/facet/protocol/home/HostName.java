package io.facet.protocol.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What this computer is called. */
public final class HostName {
    private HostName() {}

    /** The name for people; reads files and may ask a resolver, which can take seconds. */
    public static String get() {
        return of(System.getenv(), Path.of("/etc/hostname"));
    }

    /** Asks the environment and the system first. Shells have HOSTNAME, but hardly ever pass it on to programs. */
    static String of(Map<String, String> environment, Path file) {
        return Stream.of(
                        environment.getOrDefault("COMPUTERNAME", ""),
                        environment.getOrDefault("HOSTNAME", ""),
                        read(file))
                .filter(name -> !name.isBlank())
                .map(String::strip)
                .findFirst()
                .orElseGet(HostName::resolve);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String resolve() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "computer";
        }
    }
}
