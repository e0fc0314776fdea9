package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunHandle;
import io.facet.app.master.schedule.Policy;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One image that takes its time, before thousands that cannot be read. */
@Timeout(90)
class StuckImageTest {
    private static final int BROKEN = Policy.STANDARD.window() + 2000;

    @TempDir
    private Path folder;

    @Test
    void what_may_have_to_wait_behind_it_is_bounded() throws IOException {
        NumberedImages images = NumberedImages.create(folder.resolve("images"), 1);
        Path broken = Files.createDirectories(images.folder().resolve("z"));
        try (TestMaster master = new TestMaster(folder)) {
            for (int i = 0; i < BROKEN; i++) {
                Files.createSymbolicLink(broken.resolve(i + ".jpg"), Path.of("nowhere"));
            }
            RunHandle run = master.start(images, folder.resolve("out.csv"));
            Await.until("the scan has come as far as it goes", () -> unreadable(run) >= Policy.STANDARD.window() - 1);
            Await.until("it is counted", () -> !run.snapshot().counting());
            assertThat(run.snapshot().found()).isEqualTo(BROKEN + 1);
            assertThat(unreadable(run)).isEqualTo(Policy.STANDARD.window() - 1);
            try (TestAgent agent = TestAgent.start(master.join())) {
                TestMaster.await(run);
                assertThat(agent.engine.ran).hasValue(1);
            }
            assertThat(unreadable(run)).isEqualTo(BROKEN);
        } finally {
            for (int i = 0; i < BROKEN; i++) {
                Files.deleteIfExists(broken.resolve(i + ".jpg")); // JUnit warns of each link
            }
        }
    }

    private static long unreadable(RunHandle run) {
        return run.snapshot().failures().getOrDefault(Reason.UNREADABLE, 0L);
    }
}
