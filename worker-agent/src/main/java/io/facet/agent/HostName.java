package io.facet.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this computer is called. */
final class HostName {
    private HostName() {}

    /** Asks the environment and the system first: a resolver may take seconds to answer. */
    static String get() {
        return Stream.of(System.getenv("COMPUTERNAME"), System.getenv("HOSTNAME"), read("/etc/hostname"))
                .filter(name -> name != null && !name.isBlank())
                .map(String::strip)
                .findFirst()
                .orElseGet(HostName::resolve);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
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
