package io.facet.app.ui.run;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** How far a run is as one bar: done, failed, running. */
final class SegmentBar extends Region {
    private static final double LEAST = 3;
    private static final double HEIGHT = 8;

    private final Region track = part("segment-track");
    private final Region done = part("segment-done");
    private final Region failed = part("segment-failed");
    private final Region running = part("segment-running");
    private Progress progress = Progress.idle(0);

    SegmentBar() {
        getStyleClass().add("run-bar");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        getChildren().addAll(track, done, failed, running);
    }

    private static Region part(String styleClass) {
        Region part = new Region();
        part.getStyleClass().add(styleClass);
        return part;
    }

    void show(Progress now) {
        progress = now;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        track.resizeRelocate(0, 0, width, HEIGHT);
        double x = 0;
        x = put(done, x, progress.done(), 0);
        x = put(failed, x, progress.failed(), LEAST);
        put(running, x, progress.running(), LEAST);
    }

    private double put(Region part, double x, long images, double least) {
        double width = progress.total() == 0 ? 0 : getWidth() * images / progress.total();
        double shown = images == 0 ? 0 : Math.min(Math.max(least, width), Math.max(0, getWidth() - x));
        part.setVisible(shown > 0);
        part.resizeRelocate(x, 0, shown, HEIGHT);
        return x + shown;
    }
}
