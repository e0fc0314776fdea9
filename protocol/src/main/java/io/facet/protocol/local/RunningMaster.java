package io.facet.protocol.local;

import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.PrivateFiles;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A master that runs on this account now, as it announces itself to agents and commands of the same account, in a file
 * that nobody else may read.
 *
 * @param pid of its process
 * @param port it listens on
 * @param addresses under which other computers reach it, the likeliest first
 * @param fingerprint of its certificate
 * @param localToken admits agents of this account, as many as there are, while this master runs
 */
public record RunningMaster(long pid, int port, List<String> addresses, Fingerprint fingerprint, Secret localToken) {

    public RunningMaster {
        addresses = List.copyOf(addresses);
    }

    /** Announces this master; the file is deleted when the returned handle is closed. */
    public Announcement announce(FacetHome home) throws IOException {
        Path file = folder(home).resolve(port + ".properties");
        PrivateFiles.write(
                file,
                Stream.of(
                                "pid=" + pid,
                                "port=" + port,
                                "addresses=" + String.join(",", addresses),
                                "fingerprint=" + fingerprint.hex(),
                                "token=" + localToken.hex())
                        .reduce("", (a, b) -> a + b + "\n"));
        return () -> Files.deleteIfExists(file);
    }

    /** Takes the announcement back. */
    @FunctionalInterface
    public interface Announcement extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** The masters of this account whose process is alive, the youngest first. */
    public static List<RunningMaster> all(FacetHome home) throws IOException {
        record Found(long modified, RunningMaster master) {}
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(home), "*.properties")) {
            for (Path file : files) {
                Optional<RunningMaster> master = read(file);
                if (master.isPresent() && isAlive(master.get())) {
                    found.add(new Found(Files.getLastModifiedTime(file).toMillis(), master.get()));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return found.stream()
                .sorted((a, b) -> Long.compare(b.modified(), a.modified()))
                .map(Found::master)
                .toList();
    }

    private static boolean isAlive(RunningMaster master) {
        return ProcessHandle.of(master.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Empty for a file that vanished or was left damaged: such a master is not running any more. */
    private static Optional<RunningMaster> read(Path file) {
        try {
            Properties p = new Properties();
            p.load(new StringReader(Files.readString(file)));
            return Optional.of(new RunningMaster(
                    Long.parseLong(p.getProperty("pid", "")),
                    Integer.parseInt(p.getProperty("port", "")),
                    List.of(p.getProperty("addresses", "").split(",")),
                    new Fingerprint(p.getProperty("fingerprint", "")),
                    Secret.ofHex(p.getProperty("token", ""))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Path folder(FacetHome home) {
        return home.master().resolve("running");
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "RunningMaster[pid=" + pid + ", port=" + port + "]";
    }
}
