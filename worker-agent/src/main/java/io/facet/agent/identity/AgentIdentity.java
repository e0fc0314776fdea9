package io.facet.agent.identity;

import io.facet.agent.AgentException;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.FolderLock;
import io.facet.protocol.home.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This agent's memory of the masters it belongs to, in a private folder that no other running agent uses: the second
 * agent of an account gets the second folder. Not thread-safe; closed by its maker.
 */
public final class AgentIdentity implements AutoCloseable {
    private static final int MOST_AGENTS = 64;

    private final Path folder;
    private final FolderLock lock;

    private AgentIdentity(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the first folder that is free.
     *
     * @throws AgentException STATE_FOLDER
     */
    public static AgentIdentity take(FacetHome home) {
        try {
            for (int i = 1; i <= MOST_AGENTS; i++) {
                Path folder = home.agents().resolve(Integer.toString(i));
                Optional<FolderLock> lock = FolderLock.tryTake(folder);
                if (lock.isPresent()) {
                    return new AgentIdentity(folder, lock.get());
                }
            }
        } catch (IOException e) {
            throw cannotUse(home.agents(), e);
        }
        throw new AgentException(
                AgentException.Code.STATE_FOLDER, MOST_AGENTS + " agents run on this account already.");
    }

    /** A name for the log and other files of this agent. */
    public String instance() {
        return String.valueOf(folder.getFileName());
    }

    /** The memberships whose master was last reached at {@code address}, or at any address if that is empty; newest first. */
    public List<Membership> find(Optional<MasterAddress> address) {
        record Found(long modified, Membership membership) {}
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.membership")) {
            for (Path file : files) {
                try {
                    found.add(new Found(
                            Files.getLastModifiedTime(file).toMillis(), Membership.parse(Files.readString(file))));
                } catch (IOException | IllegalArgumentException | ProtocolException e) {
                    log().warn("{} is damaged and not used", file);
                }
            }
        } catch (IOException e) {
            throw cannotUse(folder, e);
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Found::modified).reversed())
                .map(Found::membership)
                .filter(m -> address.isEmpty() || m.addresses().contains(address.get()))
                .toList();
    }

    /** Keeps a membership for the next start. One per master. */
    public void keep(Membership membership) {
        try {
            PrivateFiles.write(file(membership), membership.toText());
        } catch (IOException e) {
            throw cannotUse(folder, e);
        }
    }

    /** Forgets a membership that the master does not accept any more. */
    public void forget(Membership membership) {
        try {
            Files.deleteIfExists(file(membership));
        } catch (IOException e) {
            log().warn("A membership that is not valid any more cannot be deleted: {}", e.getMessage());
        }
    }

    /** Not a constant: the name of the log file depends on which identity was taken. */
    private static Logger log() {
        return LoggerFactory.getLogger(AgentIdentity.class);
    }

    private Path file(Membership membership) {
        return folder.resolve(membership.fingerprint().hex().substring(0, 32) + ".membership");
    }

    private static AgentException cannotUse(Path folder, IOException e) {
        return new AgentException(
                AgentException.Code.STATE_FOLDER,
                "The folder %s cannot be used (%s). Make it writable, or set FACET_HOME to another one."
                        .formatted(folder, e.getMessage()),
                e);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            log().debug("Releasing the identity", e);
        }
    }
}
