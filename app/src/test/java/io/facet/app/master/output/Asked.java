package io.facet.app.master.output;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A request for an output, put together word by word. */
public final class Asked {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    public static final Manifest.Pipeline PIPELINE = new Manifest.Pipeline("embed", "1".repeat(64));
    public static final Manifest.Model MODEL =
            new Manifest.Model("builtin-512", "2".repeat(64), "3".repeat(64), "fp32");

    private final Path csv;
    private OutputRequest.Mode mode = OutputRequest.Mode.NEW;
    private boolean retryFailed;
    private boolean ordered;
    private RowFormat format = new RowFormat(3, FloatText.SHORTEST);
    private String dataset = "/data";
    private Manifest.Pipeline pipeline = PIPELINE;
    private Manifest.@Nullable Model model = MODEL;

    private Asked(Path csv) {
        this.csv = csv;
    }

    public static Asked of(Path csv) {
        return new Asked(csv);
    }

    public Asked resume() {
        mode = OutputRequest.Mode.RESUME;
        return this;
    }

    public Asked overwrite() {
        mode = OutputRequest.Mode.OVERWRITE;
        return this;
    }

    public Asked retryFailed() {
        mode = OutputRequest.Mode.RESUME;
        retryFailed = true;
        return this;
    }

    public Asked ordered(boolean on) {
        ordered = on;
        return this;
    }

    public Asked format(int dimension, FloatText floats) {
        format = new RowFormat(dimension, floats);
        return this;
    }

    public Asked dataset(String folder) {
        dataset = folder;
        return this;
    }

    public Asked pipeline(Manifest.Pipeline other) {
        pipeline = other;
        return this;
    }

    public Asked model(Manifest.@Nullable Model other) {
        model = other;
        return this;
    }

    public OutputRequest request() {
        return new OutputRequest(OutputFiles.of(csv), mode, retryFailed, ordered, format, dataset, pipeline, model);
    }

    public OpenOutput open() {
        return OpenOutput.open(request(), "0.1.0", CLOCK);
    }

    /** A writer into the opened output. What goes wrong in it is thrown by {@code finish}. */
    public OutputWriter write() {
        return new OutputWriter(open(), thrownByFinish -> {});
    }
}
