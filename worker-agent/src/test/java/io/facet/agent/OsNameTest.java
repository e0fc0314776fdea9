package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsNameTest {
    @TempDir
    private Path folder;

    @Test
    void a_distribution_goes_by_its_own_name() throws IOException {
        Path release = Files.writeString(
                folder.resolve("os-release"), "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");

        assertThat(OsName.of("Linux", "6.1", List.of(folder.resolve("none"), release)))
                .isEqualTo("Debian GNU/Linux 12 (bookworm)");
    }

    @Test
    void others_have_name_and_version() {
        assertThat(OsName.of("Linux", "6.1", List.of())).isEqualTo("Linux 6.1");
        assertThat(OsName.of("Windows 11", "10.0", List.of())).isEqualTo("Windows 11");
        assertThat(OsName.of("Mac OS X", "15.1", List.of())).isEqualTo("macOS 15.1");
    }
}
