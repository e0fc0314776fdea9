package io.facet.protocol.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningMasterTest {
    @TempDir
    Path folder;

    FacetHome home;

    @BeforeEach
    void home() {
        home = FacetHome.under(folder);
    }

    @Test
    void is_found_while_it_runs_and_not_after() throws IOException {
        RunningMaster master = master(ProcessHandle.current().pid());

        try (RunningMaster.Announcement announced = master.announce(home)) {
            assertThat(announced).isNotNull();
            assertThat(RunningMaster.all(home)).containsExactly(master);
        }

        assertThat(RunningMaster.all(home)).isEmpty();
    }

    @Test
    void a_killed_master_is_not_found() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ended.waitFor();
        master(ended.pid()).announce(home);

        assertThat(RunningMaster.all(home)).isEmpty();
    }

    @Test
    void a_damaged_file_is_no_master() throws IOException {
        master(ProcessHandle.current().pid()).announce(home);
        Files.writeString(home.master().resolve("running").resolve("4711.properties"), "pid=x\nport=\u0000");

        assertThat(RunningMaster.all(home)).hasSize(1);
    }

    private static RunningMaster master(long pid) {
        return new RunningMaster(
                pid, 5555, List.of("127.0.0.1"), MasterIdentity.create().fingerprint(), Secret.random());
    }
}
