package io.facet.app.ui.models;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Something that is done to get a model. Whoever does it sets its figures on any thread; what is shown of them changes
 * on the window's thread only.
 */
public final class ModelJob {
    private final Work work;
    private final ReadOnlyObjectWrapper<Progress> shown = new ReadOnlyObjectWrapper<>(new Progress(-1, ""));
    private volatile double fraction = -1;
    private volatile String step = "";
    private volatile boolean cancelled;

    /** What is done to get a model. */
    public enum Work {
        DOWNLOAD,
        IMPORT,
        CONVERT
    }

    /**
     * How far it is.
     *
     * @param fraction from 0 to 1; negative if nobody knows
     * @param step what is being done, as text for people; may be empty
     */
    public record Progress(double fraction, String step) {}

    ModelJob(Work work) {
        this.work = work;
    }

    void at(long done, long total) {
        fraction = total > 0 ? Math.clamp(done / (double) total, 0, 1) : 0;
    }

    void step(String text) {
        step = text;
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    public Work work() {
        return work;
    }

    /** An import is over in a moment and cannot be cut short. */
    public boolean cancellable() {
        return work != Work.IMPORT;
    }

    public ReadOnlyObjectProperty<Progress> progress() {
        return shown.getReadOnlyProperty();
    }

    /** Shows the figures as they are now. */
    void refresh() {
        Progress now = new Progress(fraction, step);
        if (!now.equals(shown.get())) {
            shown.set(now);
        }
    }
}
