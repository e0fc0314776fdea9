package io.facet.app.ui.models;

import io.facet.app.models.SpeedBook;
import io.facet.app.models.SpeedCurve;
import io.facet.app.models.SpeedMeasurement;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.models.store.StoredFile;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** How fast the chosen model is, measured here. One measurement at a time. Confined to the window's thread. */
final class SpeedModel {
    /**
     * What is known.
     *
     * @param file whose speed it is; null: there is no file to measure
     * @param device that measures
     * @param curve as far as it is measured; null: not yet
     * @param running whether this file is being measured
     * @param elsewhere whether another file is being measured
     * @param problem why the last measurement ended; null: it did not
     */
    record View(
            @Nullable StoredFile file,
            String device,
            @Nullable SpeedCurve curve,
            boolean running,
            boolean elsewhere,
            @Nullable Problem problem) {}

    private final SpeedMeasurement measurement;
    private final SpeedBook book;
    private final Background background;
    private final String device;
    private final ReadOnlyObjectWrapper<View> view;
    private @Nullable Running running;
    private @Nullable ModelRow row;

    private static final class Running {
        final StoredFile file;
        volatile boolean cancelled;
        volatile @Nullable SpeedCurve soFar;

        Running(StoredFile file) {
            this.file = file;
        }
    }

    SpeedModel(SpeedMeasurement measurement, SpeedBook book, Background background, String device) {
        this.measurement = measurement;
        this.book = book;
        this.background = background;
        this.device = device;
        this.view = new ReadOnlyObjectWrapper<>(new View(null, device, null, false, false, null));
    }

    ReadOnlyObjectProperty<View> view() {
        return view.getReadOnlyProperty();
    }

    /** Turns to another model. */
    void show(@Nullable ModelRow next) {
        StoredFile file = file(next);
        boolean same = Objects.equals(file, view.get().file());
        row = next;
        if (same) {
            return;
        }
        tell(file, null, null);
        if (file != null) {
            background
                    .task(() -> book.find(file.sha256(), device))
                    .onSuccess(found -> found.ifPresent(curve -> {
                        if (file.equals(view.get().file()) && !view.get().running()) {
                            tell(file, curve, null);
                        }
                    }))
                    .start();
        }
    }

    private static @Nullable StoredFile file(@Nullable ModelRow row) {
        return row == null ? null : row.mainFile().orElse(null);
    }

    private void tell(@Nullable StoredFile file, @Nullable SpeedCurve curve, @Nullable Problem problem) {
        Running now = running;
        boolean here = now != null && now.file.equals(file);
        SpeedCurve soFar = now != null && here ? now.soFar : null;
        view.set(new View(file, device, soFar == null ? curve : soFar, here, now != null && !here, problem));
    }

    /** Measures the chosen model, if nothing is measured. */
    void measure() {
        ModelRow chosen = row;
        StoredFile file = file(chosen);
        if (chosen == null || file == null || running != null) {
            return;
        }
        Running now = new Running(file);
        running = now;
        tell(file, null, null);
        background
                .task(() -> measured(chosen, now))
                .named("unfinished.measurement", chosen.card().title())
                .onSuccess(curve -> ended(now, curve, null))
                .onError(problem -> ended(now, now.soFar, problem))
                .start();
    }

    private @Nullable SpeedCurve measured(ModelRow chosen, Running now) throws Exception {
        try {
            SpeedCurve curve = measurement.measure(
                    chosen.card(), now.file, device, soFar -> now.soFar = soFar, () -> now.cancelled);
            book.keep(curve);
            return curve;
        } catch (CancellationException e) {
            return book.find(now.file.sha256(), device).orElse(null);
        }
    }

    private void ended(Running now, @Nullable SpeedCurve curve, @Nullable Problem problem) {
        running = null;
        StoredFile shown = view.get().file();
        if (now.file.equals(shown)) {
            tell(shown, curve, problem);
        } else {
            tell(shown, view.get().curve(), view.get().problem());
        }
    }

    void cancel() {
        Running now = running;
        if (now != null) {
            now.cancelled = true;
        }
    }

    /** Takes over what has been measured. */
    void refresh() {
        Running now = running;
        View shown = view.get();
        if (now != null && shown.running() && !Objects.equals(shown.curve(), now.soFar)) {
            tell(shown.file(), now.soFar, null);
        }
    }
}
