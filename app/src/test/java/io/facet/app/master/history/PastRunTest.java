package io.facet.app.master.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.master.output.Asked;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.schedule.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record of a run follows from what the run shows. */
class PastRunTest {
    private final PastRun begun = Sample.run("faces", Sample.NOON);

    @Test
    void subjectIsWhatThePlanSays() {
        RunPlan plan = new RunPlan(
                Path.of("/data/faces-105"),
                Asked.of(Path.of("/out/embeddings.csv")).request(),
                "yaml",
                List.of(),
                "fp16",
                0,
                0,
                new RunPlan.ImageLimits(1, 1));
        PastRun.Subject subject = PastRun.Subject.of(plan, "Built-in 512");
        assertThat(subject)
                .isEqualTo(new PastRun.Subject(
                        Path.of("/data/faces-105"),
                        "faces-105",
                        Path.of("/out/embeddings.csv").toAbsolutePath(),
                        "embed",
                        "builtin-512",
                        "Built-in 512",
                        "fp16",
                        3));
    }

    @Test
    void figuresAreThoseOfTheSnapshot() {
        PastRun run = begun.at(Sample.snapshot(RunSnapshot.State.RUNNING, 90, 12.5), 4, 2);
        assertThat(run.state()).isEqualTo(PastRun.State.RUNNING);
        assertThat(run.ended()).isNull();
        assertThat(run.counts()).isEqualTo(new PastRun.Counts(200, 90, 20, 3, 7, 4, 2));
        assertThat(run.speed()).isEqualTo(new PastRun.Speed(Duration.ofSeconds(10), 10, 12.5, 31, 655, 812));
        assertThat(run.slots()).isEqualTo(12);
        assertThat(run.agents()).isEqualTo(2);
        assertThat(run.id()).isEqualTo(begun.id());
    }

    @Test
    void whatFailedInAFormerStartIsAFailureAndNoRow() {
        RunSnapshot s = Sample.resumed(20, Map.of(Reason.TOO_LARGE, 4L, Reason.NO_FACE, 1L));
        assertThat(begun.at(s, 0, 0).counts()).isEqualTo(new PastRun.Counts(200, 90, 15, 7, 8, 0, 0));
    }

    @Test
    void peakIsTheHighestOfAllSnapshots() {
        PastRun run = begun.at(Sample.snapshot(RunSnapshot.State.RUNNING, 50, 80), 0, 0)
                .at(Sample.snapshot(RunSnapshot.State.RUNNING, 90, 12), 0, 0);
        assertThat(run.speed().peak()).isEqualTo(80);
    }

    @Test
    void endIsThatOfTheResult() {
        PastRun finished = Sample.finished(begun);
        assertThat(finished.state()).isEqualTo(PastRun.State.FINISHED);
        assertThat(finished.ended()).isEqualTo(Sample.NOON.plusSeconds(11));
        assertThat(finished.counts().retries()).isEqualTo(9);
        assertThat(finished.note()).isEmpty();

        UserException why = new UserException(UserException.Code.DISK_FULL, "The disk is full.");
        PastRun failed = begun.ended(Sample.result(RunSnapshot.State.FAILED, why), Sample.NOON, 0, 0);
        assertThat(failed.state()).isEqualTo(PastRun.State.FAILED);
        assertThat(failed.note()).isEqualTo("The disk is full.");
        assertThat(begun.ended(Sample.result(RunSnapshot.State.STOPPED, null), Sample.NOON, 0, 0)
                        .state())
                .isEqualTo(PastRun.State.STOPPED);
    }
}
