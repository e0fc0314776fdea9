package io.facet.protocol.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_variable_the_system_says_it() throws IOException {
        Path file = Files.writeString(folder.resolve("hostname"), "lab-pc\n");

        assertThat(HostName.of(Map.of(), file)).isEqualTo("lab-pc");
        assertThat(HostName.of(Map.of("HOSTNAME", " "), file)).isEqualTo("lab-pc");
    }

    @Test
    void a_variable_comes_first() throws IOException {
        Path file = Files.writeString(folder.resolve("hostname"), "lab-pc\n");

        assertThat(HostName.of(Map.of("HOSTNAME", "one"), file)).isEqualTo("one");
        assertThat(HostName.of(Map.of("HOSTNAME", "one", "COMPUTERNAME", "two"), file))
                .isEqualTo("two");
    }

    @Test
    void there_is_always_a_name() {
        assertThat(HostName.of(Map.of(), folder.resolve("none"))).isNotBlank();
    }
}
