package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException.Code;
import io.facet.app.master.OtherProcess;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time writes a CSV, whichever process it is in. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutputLockTest {
    private static final String[] WAYS = {"resume", "retry", "overwrite"};

    private OtherProcess other;
    private Path csv = Path.of("");

    OutputLockTest() throws IOException {
        other = OtherProcess.start(OutputProbe.class);
    }

    @BeforeEach
    void formerRun(@TempDir Path folder) {
        csv = folder.resolve("out.csv");
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, "a/x.jpg"), Rows.done(1));
        writer.settle(Rows.item(1, "a/y.jpg"), Rows.failed(Reason.UNREADABLE));
        writer.finish();
    }

    @AfterAll
    void end() {
        other.close();
    }

    private void checkOtherIsRefused() throws IOException {
        for (String way : WAYS) {
            assertThat(other.ask(way + " " + csv)).startsWith("OUTPUT_LOCKED").contains("another run");
        }
        assertThat(Rows.paths(csv)).containsExactly("a/x.jpg");
    }

    private void checkOtherMay() throws IOException {
        assertThat(other.ask("resume " + csv)).isEqualTo("open");
        assertThat(other.ask("close")).isEqualTo("closed");
    }

    @Test
    void nobodyElseOpensWhatARunHasResumed() throws IOException {
        try (OpenOutput mine = Asked.of(csv).resume().open()) {
            assertThat(mine.rows()).isEqualTo(1);
            checkOtherIsRefused();
        }
        checkOtherMay();
    }

    @Test
    void nobodyElseOpensWhatARunHasOverwritten() throws IOException {
        try (OpenOutput mine = Asked.of(csv).overwrite().open()) {
            for (String way : WAYS) {
                assertThat(other.ask(way + " " + csv)).startsWith("OUTPUT_LOCKED");
            }
            assertThat(mine.rows()).isZero();
        }
        checkOtherMay();
    }

    @Test
    void nobodyElseOpensWhatARunTriesAgain() throws IOException {
        try (OpenOutput mine = Asked.of(csv).retryFailed().open()) {
            assertThat(mine.ended().size()).isEqualTo(1);
            checkOtherIsRefused();
        }
        checkOtherMay();
    }

    @Test
    void secondRunOfTheSameProcessIsRefusedAndTheFileStaysLocked() throws IOException {
        try (OpenOutput mine = Asked.of(csv).resume().open()) {
            refused(Code.OUTPUT_LOCKED, () -> Asked.of(csv).resume().open());
            refused(Code.OUTPUT_LOCKED, () -> Asked.of(csv).overwrite().open());
            checkOtherIsRefused();
            assertThat(mine.rows()).isEqualTo(1);
        }
        checkOtherMay();
    }

    @Test
    void fileStaysLockedWhenItIsReadInTheProcessThatWritesIt() throws IOException {
        try (OpenOutput mine = Asked.of(csv).resume().open()) {
            assertThat(Rows.paths(csv)).hasSize((int) mine.rows());
            checkOtherIsRefused();
        }
    }

    @Test
    void runOfAKilledProcessIsTakenUp() throws Exception {
        assertThat(other.ask("resume " + csv)).isEqualTo("open");
        refused(Code.OUTPUT_LOCKED, () -> Asked.of(csv).resume().open());
        refused(Code.OUTPUT_LOCKED, () -> Asked.of(csv).overwrite().open());
        other.kill();
        try (OpenOutput mine = Asked.of(csv).resume().open()) {
            assertThat(mine.rows()).isEqualTo(1);
        } finally {
            other = OtherProcess.start(OutputProbe.class);
        }
    }
}
