package io.facet.app.master.verify;

import io.facet.app.master.output.Asked;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OpenOutput;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.output.Rows;
import io.facet.app.master.schedule.Reason;
import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.CardDigest;
import io.facet.models.catalogue.ShippedCards;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes an output as a run does, with unit vectors of three numbers and the card of a model that makes such. */
public final class CheckedRun {
    private final Path csv;
    private final Set<Integer> zeros = new HashSet<>();
    private Manifest.@Nullable Model model = ShippedCards.load().stream()
            .filter(card -> card.id().equals(Builtin512.ID))
            .map(card -> new Manifest.Model(card.id(), CardDigest.of(card), "3".repeat(64), "fp32"))
            .findFirst()
            .orElseThrow();

    public CheckedRun(Path csv) {
        this.csv = csv;
    }

    CheckedRun model(Manifest.@Nullable Model other) {
        model = other;
        return this;
    }

    /** The vector of that row shall be all zero. */
    CheckedRun zero(int row) {
        zeros.add(row);
        return this;
    }

    public void finish(int rows, int failures) {
        stop(Manifest.State.FINISHED, rows, failures);
    }

    void stop(Manifest.State state, int rows, int failures) {
        OpenOutput output = Asked.of(csv)
                .overwrite()
                .model(model)
                .format(3, FloatText.SHORTEST)
                .open();
        Manifest begun = output.manifest();
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        for (int i = 0; i < rows; i++) {
            double turn = 0.1 + i;
            writer.settle(
                    Rows.item(i, "a/%05d.jpg".formatted(i)),
                    zeros.contains(i)
                            ? Rows.done(0, 0, 0)
                            : Rows.done((float) Math.cos(turn), (float) Math.sin(turn), 0));
        }
        for (int i = 0; i < failures; i++) {
            writer.settle(Rows.item(rows + i, "b/%05d.jpg".formatted(i)), Rows.failed(Reason.UNREADABLE));
        }
        writer.finish();
        Manifest.Csv said = begun.csv();
        new Manifest(
                        begun.format(),
                        begun.facet(),
                        begun.run(),
                        state,
                        begun.created(),
                        begun.updated(),
                        begun.dataset(),
                        begun.pipeline(),
                        begun.model(),
                        new Manifest.Csv(
                                said.file(),
                                said.dimension(),
                                said.floats(),
                                said.ordered(),
                                rows,
                                state == Manifest.State.FINISHED ? writer.sha256() : null),
                        failures == 0 ? Map.of() : Map.of("unreadable", (long) failures),
                        List.of("cpu"),
                        Map.of("lab-pc", (long) rows))
                .write(OutputFiles.of(csv).manifest());
    }
}
