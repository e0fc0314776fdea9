package io.facet.app.master.join;

import io.facet.protocol.home.FolderLock;
import io.facet.protocol.home.PrivateFiles;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens inside join codes: each admits a number of agents until a moment. One private file per token, named by the
 * token's hash, so that a command can make a code for a master that runs already. Thread-safe, and safe against other
 * processes on the same folder.
 */
public final class JoinTokens {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Token(int uses, Instant expires) {
        boolean isGood(Instant now) {
            return uses > 0 && now.isBefore(expires);
        }
    }

    private final Path folder;
    private final Clock clock;

    public JoinTokens(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A new token that admits {@code uses} agents for as long as {@code valid}. */
    public Secret create(int uses, Duration valid) throws IOException {
        Secret token = Secret.random();
        admit(token, uses, valid);
        return token;
    }

    /** From now on {@code token} admits {@code uses} agents for as long as {@code valid}. */
    public void admit(Secret token, int uses, Duration valid) throws IOException {
        Instant expires = clock.instant().plus(valid);
        FolderLock.exclusively(folder, () -> {
            deleteOld();
            PrivateFiles.write(file(token), JSON.writeValueAsString(new Token(uses, expires)));
            return token;
        });
    }

    /** Uses the token once. False if it is unknown, used up or too old. */
    public boolean use(Secret token) throws IOException {
        return FolderLock.exclusively(folder, () -> {
            Path file = file(token);
            Optional<Token> found = read(file);
            if (found.isEmpty() || !found.get().isGood(clock.instant())) {
                return false;
            }
            Token left = new Token(found.get().uses() - 1, found.get().expires());
            if (left.uses() == 0) {
                Files.delete(file);
            } else {
                PrivateFiles.write(file, JSON.writeValueAsString(left));
            }
            return true;
        });
    }

    private void deleteOld() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                if (!read(file).map(t -> t.isGood(clock.instant())).orElse(false)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Empty for a token that was used up, or whose file is damaged: it must not keep others from being made. */
    private static Optional<Token> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file), Token.class))
                    .filter(token -> token.expires() != null);
        } catch (NoSuchFileException | CharacterCodingException | JacksonException e) {
            return Optional.empty();
        }
    }

    private Path file(Secret token) {
        return folder.resolve(token.hash() + ".json");
    }
}
