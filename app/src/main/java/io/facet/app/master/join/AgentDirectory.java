package io.facet.app.master.join;

import io.facet.protocol.home.PrivateFiles;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.CallIdentity;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The agents that have enrolled with this master, one private file each. Deleting the file revokes that agent, at once
 * and whoever deletes it. Thread-safe.
 */
public final class AgentDirectory implements CallIdentity.Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDirectory.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SUFFIX = ".json";

    private record Entry(
            String name,
            String host,
            String secretHash,
            String enrolled,
            @Nullable String token) {}

    private final Path folder;
    private final Clock clock;
    /** Agents that exist only as long as this process, such as its own child. */
    private final Map<String, String> temporary = new ConcurrentHashMap<>();

    public AgentDirectory(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A new agent with a credential of its own, which needed no token. */
    public AgentCredential enrol(String name, String host) throws IOException {
        return enrol(name, host, "");
    }

    /**
     * A new agent with a credential of its own.
     *
     * @param token the hash of the token that it showed
     */
    public AgentCredential enrol(String name, String host, String token) throws IOException {
        AgentCredential credential = newCredential();
        Entry entry = new Entry(
                name, host, credential.secret().hash(), clock.instant().toString(), token);
        PrivateFiles.write(file(credential.agentId()), JSON.writeValueAsString(entry));
        return credential;
    }

    /** A credential that is written nowhere and ends with this process. */
    public AgentCredential temporary() {
        AgentCredential credential = newCredential();
        temporary.put(credential.agentId(), credential.secret().hash());
        return credential;
    }

    private static AgentCredential newCredential() {
        return new AgentCredential("a-" + Secret.random().hex().substring(0, 12), Secret.random());
    }

    /** All that have enrolled and are not revoked, the last one first. Files that are damaged are left out. */
    public List<EnrolledAgent> enrolled() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        List<EnrolledAgent> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String id = name.substring(0, name.length() - SUFFIX.length());
                read(id).ifPresent(entry -> found.add(new EnrolledAgent(
                        id,
                        nonNull(entry.name()),
                        nonNull(entry.host()),
                        instant(entry.enrolled()),
                        nonNull(entry.token()))));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The credentials of agents cannot be listed: {}", e.getMessage());
        }
        found.sort(Comparator.comparing(EnrolledAgent::enrolled).reversed());
        return List.copyOf(found);
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Instant instant(@Nullable String text) {
        try {
            return text == null ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** The agent must join anew. Returns false if it was not known. */
    public boolean revoke(String agentId) throws IOException {
        boolean known = temporary.remove(agentId) != null;
        return (isWellFormed(agentId) && Files.deleteIfExists(file(agentId))) || known;
    }

    /** Whether the agent is enrolled and not revoked. */
    public boolean knows(String agentId) {
        return temporary.containsKey(agentId) || (isWellFormed(agentId) && Files.exists(file(agentId)));
    }

    @Override
    public boolean accepts(AgentCredential credential) {
        String hash = temporary.get(credential.agentId());
        if (hash == null) {
            hash = read(credential.agentId()).map(Entry::secretHash).orElse("");
        }
        return credential.secret().matches(hash);
    }

    private Optional<Entry> read(String agentId) {
        if (!isWellFormed(agentId)) {
            return Optional.empty();
        }
        Path file = file(agentId);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file), Entry.class))
                    .filter(entry -> entry.secretHash() != null);
        } catch (JacksonException e) {
            LOG.warn("The credential of agent {} is damaged: {}", agentId, e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The credential of agent {} cannot be read: {}", agentId, e.getMessage());
            return Optional.empty();
        }
    }

    /** Identifiers come from outside and become file names. */
    private static boolean isWellFormed(String agentId) {
        return agentId.matches("a-[0-9a-f]{12}");
    }

    private Path file(String agentId) {
        return folder.resolve(agentId + SUFFIX);
    }
}
