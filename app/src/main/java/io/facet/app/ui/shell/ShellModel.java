package io.facet.app.ui.shell;

import io.facet.app.desk.CurrentRun;
import io.facet.app.desk.Desk;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Texts;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the bars around the pages say. Confined to the window's thread. */
public final class ShellModel {
    /** How the run stands, in a word and a colour. */
    public enum RunTone {
        IDLE,
        RUNNING,
        WAITING,
        DONE,
        FAILED
    }

    /**
     * Everything at one moment.
     *
     * @param progress from 0 to 1; negative while images are being counted; NaN if nothing runs
     * @param runDataset name of the folder that is or was run; empty before the first run
     */
    public record Bars(
            RunTone tone,
            String runState,
            String runDataset,
            double progress,
            String progressText,
            String leftText,
            String address,
            boolean reachable,
            int agents,
            int lost,
            int slots,
            int busySlots,
            String rate,
            long failed,
            int warnings) {}

    private final Desk desk;
    private final LogBook log;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Bars> bars;

    public ShellModel(Desk desk, LogBook log, Texts texts) {
        this.desk = desk;
        this.log = log;
        this.texts = texts;
        this.bars = new ReadOnlyObjectWrapper<>(now());
    }

    public ReadOnlyObjectProperty<Bars> bars() {
        return bars.getReadOnlyProperty();
    }

    /** Takes over how things stand. */
    public void refresh() {
        bars.set(now());
    }

    private Bars now() {
        CurrentRun run = desk.run();
        RunSnapshot snapshot = run == null ? null : run.handle().snapshot();
        FarmSnapshot farm = desk.farm();
        int connected =
                (int) farm.agents().stream().filter(AgentStatus::connected).count();
        int lost = (int) farm.agents().stream()
                .filter(a -> a.state() == AgentStatus.State.LOST)
                .count();
        var address = desk.master().running().addresses();
        return new Bars(
                tone(snapshot),
                state(snapshot),
                run == null ? "" : String.valueOf(run.plan().dataset().getFileName()),
                progress(snapshot),
                progressText(snapshot),
                left(snapshot),
                (address.isEmpty() ? desk.master().bind() : address.getFirst()) + ":"
                        + desk.master().port(),
                desk.master().reachableFromOthers(),
                connected,
                lost,
                farm.slots(),
                farm.busySlots(),
                Figures.rate(snapshot == null || snapshot.state().isEnd() ? 0 : snapshot.imagesPerSecond()),
                snapshot == null ? 0 : snapshot.failed(),
                log.warnings());
    }

    private static RunTone tone(@Nullable RunSnapshot s) {
        if (s == null) {
            return RunTone.IDLE;
        }
        return switch (s.state()) {
            case WAITING, PAUSED, STOPPING -> RunTone.WAITING;
            case RUNNING -> RunTone.RUNNING;
            case FINISHED -> RunTone.DONE;
            case FAILED -> RunTone.FAILED;
            case STOPPED -> RunTone.IDLE;
        };
    }

    private String state(@Nullable RunSnapshot s) {
        return texts.get("shell.run." + (s == null ? "idle" : s.state().name().toLowerCase(Locale.ROOT)));
    }

    private static double progress(@Nullable RunSnapshot s) {
        if (s == null || s.state().isEnd()) {
            return Double.NaN;
        }
        if (s.found() == 0) {
            return -1;
        }
        return Math.min(1, (double) (s.ended() + s.kept()) / s.found());
    }

    private static String progressText(@Nullable RunSnapshot s) {
        double progress = progress(s);
        return progress >= 0 ? Figures.percent(progress) : "";
    }

    private String left(@Nullable RunSnapshot s) {
        return s == null || s.left() == null || s.state().isEnd()
                ? ""
                : texts.get("shell.left", Figures.duration(s.left().likely()));
    }
}
