package io.facet.app.master.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokensTest {
    private static final Duration VALID = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock();
    private final Path folder;
    private final JoinTokens tokens;

    JoinTokensTest(@TempDir Path home) {
        folder = home.resolve("join");
        tokens = new JoinTokens(folder, clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).toList();
        }
    }

    @Test
    void tokenAdmitsAsManyAgentsAsItSays() throws IOException {
        Secret token = tokens.create(3, VALID);
        for (int i = 0; i < 3; i++) {
            assertThat(tokens.use(token)).isTrue();
        }
        assertThat(tokens.use(token)).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void tokenEndsAtItsMoment() throws IOException {
        Secret token = tokens.create(5, VALID);
        clock.pass(VALID.minusNanos(1));
        assertThat(tokens.use(token)).isTrue();
        clock.pass(Duration.ofNanos(1));
        assertThat(tokens.use(token)).isFalse();
    }

    @Test
    void strangersTokenAdmitsNobody() throws IOException {
        Secret token = tokens.create(1, VALID);
        assertThat(tokens.use(Secret.random())).isFalse();
        assertThat(tokens.use(Secret.of(new byte[0]))).isFalse();
        assertThat(tokens.use(token)).isTrue();
    }

    @Test
    void tokenOutlivesTheProcessAndIsNotInItsFile() throws IOException {
        Secret token = tokens.create(2, VALID);
        String text = Files.readString(files().getFirst());
        assertThat(text + files().getFirst()).doesNotContain(token.hex());
        assertThat(new JoinTokens(folder, clock).use(token)).isTrue();
        assertThat(tokens.use(token)).isTrue();
        assertThat(tokens.use(token)).isFalse();
    }

    @Test
    void nobodyElseMayReadTheFiles() throws IOException {
        tokens.create(1, VALID);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(files().getFirst()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void oldTokensAreSweptUpWhenANewOneIsMade() throws IOException {
        tokens.create(1, VALID);
        Secret young = tokens.create(1, VALID.multipliedBy(3));
        clock.pass(VALID.multipliedBy(2));
        Secret newest = tokens.create(1, VALID);
        assertThat(files()).hasSize(2);
        assertThat(tokens.use(young)).isTrue();
        assertThat(tokens.use(newest)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{}",
                "{\"uses\":5}",
                "{\"uses\":\"x\",\"expires\":\"2030-01-01T00:00:00Z\"}",
                "{\"uses\":5,\"expires\":\"soon\"}",
                "{\"uses\":5,\"expires\":null}",
                "{\"uses\":0,\"expires\":\"2030-01-01T00:00:00Z\"}",
                "{\"uses\":-1,\"expires\":\"2030-01-01T00:00:00Z\"}"
            })
    void damagedTokenAdmitsNobodyAndKeepsNoOtherFromBeingMade(String text) throws IOException {
        Secret token = tokens.create(1, VALID);
        Path file = files().getFirst();
        Files.writeString(file, text);
        assertThat(tokens.use(token)).isFalse();
        Secret next = tokens.create(1, VALID);
        assertThat(file).doesNotExist();
        assertThat(tokens.use(next)).isTrue();
    }

    @Test
    void fileThatIsNoTextAdmitsNobodyEither() throws IOException {
        Secret token = tokens.create(1, VALID);
        Files.write(files().getFirst(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(tokens.use(token)).isFalse();
        assertThat(tokens.use(tokens.create(1, VALID))).isTrue();
    }
}
