package io.facet.protocol.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MasterIdentityTest {
    @TempDir
    Path folder;

    @Test
    void is_made_once_and_kept() {
        Fingerprint first = MasterIdentity.loadOrCreate(folder).fingerprint();

        assertThat(MasterIdentity.loadOrCreate(folder).fingerprint()).isEqualTo(first);
        assertThat(MasterIdentity.create().fingerprint()).isNotEqualTo(first);
    }

    @Test
    void is_made_once_by_many_at_the_same_time() {
        Set<Fingerprint> made = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> made.add(MasterIdentity.loadOrCreate(folder).fingerprint()));

        assertThat(made).hasSize(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has access lists instead of modes")
    void nobody_else_may_read_the_key() throws IOException {
        MasterIdentity.loadOrCreate(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_damaged_key_is_one_clear_line() throws IOException {
        MasterIdentity.loadOrCreate(folder);
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> MasterIdentity.loadOrCreate(folder))
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    assertThat(e.code()).isEqualTo(ProtocolException.Code.STATE_FOLDER);
                    assertThat(e.getMessage()).contains("damaged").doesNotContain("\n");
                });
    }
}
