package io.facet.app.ui.models;

import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.onnx.Dimension;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.onnx.OnnxSummary;
import io.facet.models.onnx.TensorInfo;
import io.facet.models.store.ResolvedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What is to be known before a file of the user's is taken in. Confined to the window's thread. */
final class ImportModel {
    /** How far it is. */
    sealed interface Step {
        /** No file has been chosen. */
        record Closed() implements Step {}

        /** The file is being read. */
        record Reading(Path file) implements Step {}

        /** It cannot be used. */
        record Refused(Path file, Problem problem) implements Step {}

        /**
         * It can be used.
         *
         * @param inputs as the file declares them
         * @param outputs as the file declares them
         * @param known the card that it belongs to; null if the user has to say
         * @param precision of the known card's file
         * @param cards that it may belong to, the likely ones first
         */
        record Offered(
                Path file,
                long size,
                String inputs,
                String outputs,
                @Nullable ModelCard known,
                Precision precision,
                List<ModelCard> cards)
                implements Step {}
    }

    private final ModelLibrary library;
    private final Background background;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Closed());

    ImportModel(ModelLibrary library, Background background) {
        this.library = library;
        this.background = background;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /** Reads a file and finds out what it is. */
    void offer(Path file) {
        Step.Reading reading = new Step.Reading(file);
        step.set(reading);
        background
                .task(() -> read(file))
                .onSuccess(offered -> go(reading, offered))
                .onError(problem -> go(reading, new Step.Refused(file, problem)))
                .start();
    }

    /** What was read counts only as long as nobody closed the question or chose another file. */
    private void go(Step.Reading reading, Step next) {
        if (step.get() == reading) {
            step.set(next);
        }
    }

    void close() {
        step.set(new Step.Closed());
    }

    private Step.Offered read(Path file) {
        OnnxSummary summary = OnnxInspection.inspect(file);
        Optional<ResolvedModel> known = library.recognise(file);
        return new Step.Offered(
                file,
                summary.bytes(),
                describe(summary.inputs()),
                describe(summary.outputs()),
                known.map(ResolvedModel::card).orElse(null),
                known.map(ResolvedModel::precision).orElse(Precision.FP32),
                candidates(summary));
    }

    private static String describe(List<TensorInfo> tensors) {
        return tensors.stream().map(t -> t.name() + " " + t.describe()).collect(Collectors.joining(", "));
    }

    /** Models that Facet makes itself need no file; those whose figures are in the file's shapes come first. */
    private List<ModelCard> candidates(OnnxSummary summary) {
        List<ModelCard> cards = new ArrayList<>(library.catalogue().all());
        cards.removeIf(card -> card.id().equals(ModelLibrary.DEFAULT_MODEL));
        cards.sort(Comparator.comparing(card -> !fits(card, summary)));
        return cards;
    }

    private static boolean fits(ModelCard card, OnnxSummary summary) {
        return has(summary.inputs(), card.input().width())
                && has(summary.outputs(), card.output().dimension());
    }

    private static boolean has(List<TensorInfo> tensors, long length) {
        return tensors.stream()
                .flatMap(t -> t.shape() == null ? Stream.<Dimension>empty() : t.shape().stream())
                .anyMatch(axis -> axis instanceof Dimension.Fixed fixed && fixed.length() == length);
    }
}
