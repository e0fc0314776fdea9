package io.facet.app.master.history;

import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One start of a run, as the history keeps it. Immutable.
 *
 * @param id of this start; a run that is resumed has several
 * @param subject what was to be done
 * @param state how far it came
 * @param started when
 * @param ended when; null while it goes on
 * @param counts of images
 * @param speed how fast
 * @param slots most that took part at a time
 * @param agents most that took part at a time
 * @param note why it could not go on, as a sentence; empty unless it failed
 */
public record PastRun(
        String id,
        Subject subject,
        State state,
        Instant started,
        @Nullable Instant ended,
        Counts counts,
        Speed speed,
        int slots,
        int agents,
        String note) {

    /** How far a run came. */
    public enum State {
        /** It goes on, in this process or in another one. */
        RUNNING,
        FINISHED,
        /** Its user ended it. */
        STOPPED,
        /** It could not go on. */
        FAILED,
        /** Its process ended before it did. */
        INTERRUPTED
    }

    /**
     * What was to be done.
     *
     * @param dataset absolute path of the folder
     * @param datasetName the folder's name
     * @param csv absolute path of the rows
     * @param pipeline name of the pipeline
     * @param model id of the model; empty for pipelines without one
     * @param modelTitle its name for people; empty for pipelines without one
     * @param precision fp32, fp16 or int8
     * @param dimension floats in a row
     */
    public record Subject(
            Path dataset,
            String datasetName,
            Path csv,
            String pipeline,
            String model,
            String modelTitle,
            String precision,
            int dimension) {

        /** What {@code plan} says. */
        public static Subject of(RunPlan plan, String modelTitle) {
            Path name = plan.dataset().getFileName();
            var model = plan.output().model();
            return new Subject(
                    plan.dataset(),
                    name == null ? plan.dataset().toString() : name.toString(),
                    plan.output().files().csv(),
                    plan.output().pipeline().id(),
                    model == null ? "" : model.id(),
                    modelTitle,
                    plan.precision(),
                    plan.output().format().dimension());
        }
    }

    /**
     * Images.
     *
     * @param images found in the dataset
     * @param done have rows from this start
     * @param kept have rows from before
     * @param failed without a row, now or from before, those without a face not counted
     * @param noFace without a row, now or from before, because they show no face
     * @param retries images tried again after a failure
     * @param requeued images given to another agent because one was lost
     */
    public record Counts(long images, long done, long kept, long failed, long noFace, long retries, long requeued) {
        /** Before the first image. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * How fast it went.
     *
     * @param duration from the first image lent to the last outcome
     * @param mean images per second over that time
     * @param peak most images per second over some seconds
     * @param p50 milliseconds that half of the images did not exceed
     * @param p95 milliseconds exceeded by one image in twenty
     * @param p99 milliseconds exceeded by one image in a hundred
     */
    public record Speed(Duration duration, double mean, double peak, double p50, double p95, double p99) {
        /** Before the first image. */
        public static final Speed NONE = new Speed(Duration.ZERO, 0, 0, 0, 0, 0);
    }

    /** A run that begins now. */
    public static PastRun begun(Subject subject, Instant now) {
        return new PastRun(
                UUID.randomUUID().toString(), subject, State.RUNNING, now, null, Counts.NONE, Speed.NONE, 0, 0, "");
    }

    /** The same run, whose rows are in another file now. */
    public PastRun movedTo(Path csv) {
        Subject moved = new Subject(
                subject.dataset,
                subject.datasetName,
                csv,
                subject.pipeline,
                subject.model,
                subject.modelTitle,
                subject.precision,
                subject.dimension);
        return new PastRun(id, moved, state, started, ended, counts, speed, slots, agents, note);
    }

    /**
     * The same run, as {@code s} shows it.
     *
     * @param retries images tried again up to now
     * @param requeued images given to another agent up to now
     */
    public PastRun at(RunSnapshot s, long retries, long requeued) {
        double seconds = s.elapsed().toMillis() / 1000.0;
        return new PastRun(
                id,
                subject,
                state,
                started,
                ended,
                new Counts(s.found(), s.done(), s.keptRows(), s.failedInAll(), s.noFaceInAll(), retries, requeued),
                new Speed(
                        s.elapsed(),
                        seconds > 0 ? s.ended() / seconds : 0,
                        Math.max(speed.peak, s.imagesPerSecond()),
                        s.latency().p50(),
                        s.latency().p95(),
                        s.latency().p99()),
                Math.max(
                        slots,
                        s.agents().stream()
                                .mapToInt(RunSnapshot.AgentView::slots)
                                .sum()),
                Math.max(agents, s.agents().size()),
                note);
    }

    /** The same run, ended. */
    public PastRun ended(RunResult result, Instant now, long retries, long requeued) {
        PastRun last = at(result.snapshot(), retries, requeued);
        State end = switch (result.snapshot().state()) {
            case FINISHED -> State.FINISHED;
            case STOPPED -> State.STOPPED;
            case WAITING, RUNNING, PAUSED, STOPPING, FAILED -> State.FAILED;
        };
        String why = result.failure() == null ? "" : result.failure().getMessage();
        return new PastRun(id, subject, end, started, now, last.counts, last.speed, last.slots, last.agents, why);
    }
}
