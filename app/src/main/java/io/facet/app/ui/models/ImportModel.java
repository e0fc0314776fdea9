package io.facet.app.ui.models;

import io.facet.app.models.GraphFacts;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.models.ModelException;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.onnx.OnnxSummary;
import io.facet.models.onnx.TensorInfo;
import io.facet.models.store.Progress;
import io.facet.models.store.ResolvedModel;
import io.facet.models.store.StoredFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

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

        /** A card is there for it. */
        record Known(Offer offer, ModelCard card, Precision precision) implements Step {}

        /**
         * The user has to say how it is fed.
         *
         * @param model what the answers make a card of
         * @param cards of other models that it may belong to
         */
        record Asked(Offer offer, NewModel model, List<ModelCard> cards) implements Step {}

        /** Card and file are being taken in. */
        record Taking(Asked asked) implements Step {}

        /** They were not; what was answered stands. */
        record Failed(Asked asked, Problem problem) implements Step {}
    }

    /**
     * A file that can be used.
     *
     * @param size bytes
     * @param inputs as the file declares them
     * @param outputs as the file declares them
     */
    record Offer(Path file, long size, String inputs, String outputs) {}

    private final ModelLibrary library;
    private final Background background;
    private final Outcome outcome;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Closed());

    /** Who is told of new models, on the window's thread. */
    interface Outcome {
        /** It is here now. */
        void taken(ModelCard card);

        /** It did not come, and nobody looks at the question any more. */
        void failed(Problem problem);
    }

    ImportModel(ModelLibrary library, Background background, Outcome outcome) {
        this.library = library;
        this.background = background;
        this.outcome = outcome;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /** Reads a file and finds out what it is. */
    void offer(Path file) {
        Step reading = new Step.Reading(file);
        step.set(reading);
        background
                .task(() -> read(file))
                .onSuccess(next -> go(reading, next))
                .onError(problem -> go(reading, new Step.Refused(file, problem)))
                .start();
    }

    /** What was found out counts only as long as nobody closed the question or chose another file. */
    private void go(Step from, Step next) {
        if (step.get() == from) {
            step.set(next);
        }
    }

    /** Ends the question; what is being taken in comes all the same. */
    void close() {
        step.set(new Step.Closed());
    }

    /** Takes the file in under a new card; if that fails, the question stands as it was. */
    void take(Step.Asked asked, NewModel.Answers answers) {
        ModelCard card = asked.model().card(answers);
        Step taking = new Step.Taking(asked);
        step.set(taking);
        background
                .task(() -> library.takeNew(
                        asked.offer().file(), card, asked.model().precision(), Progress.NONE))
                .onSuccess((StoredFile file) -> {
                    go(taking, new Step.Closed());
                    outcome.taken(card);
                })
                .onError(problem -> {
                    if (step.get() == taking) {
                        step.set(new Step.Failed(asked, problem));
                    } else {
                        outcome.failed(problem);
                    }
                })
                .start();
    }

    private Step read(Path file) {
        OnnxSummary summary = OnnxInspection.inspect(file);
        Offer offer = new Offer(file, summary.bytes(), describe(summary.inputs()), describe(summary.outputs()));
        library.reload();
        Optional<ResolvedModel> known = library.recognise(file);
        if (known.isPresent()) {
            return new Step.Known(offer, known.get().card(), known.get().precision());
        }
        GraphFacts facts = facts(file, summary);
        NewModel fresh = new NewModel(
                facts,
                String.valueOf(file.getFileName()),
                library.fingerprint(file),
                summary.bytes(),
                library.catalogue().all().stream().map(ModelCard::id).collect(Collectors.toSet()));
        return new Step.Asked(offer, fresh, candidates(facts));
    }

    private static GraphFacts facts(Path file, OnnxSummary summary) {
        try {
            return GraphFacts.of(summary);
        } catch (ModelException e) {
            throw new ModelException(e.code(), file.getFileName() + " cannot be used. " + e.getMessage(), e);
        }
    }

    private static String describe(List<TensorInfo> tensors) {
        return tensors.stream().map(t -> t.name() + " " + t.describe()).collect(Collectors.joining(", "));
    }

    /** Cards that take any file, and whose figures are in this one's shapes. */
    private List<ModelCard> candidates(GraphFacts facts) {
        return library.catalogue().all().stream()
                .filter(card -> !card.id().equals(ModelLibrary.DEFAULT_MODEL))
                .filter(card -> card.files().stream().noneMatch(ModelCard.ModelFile::pinned))
                .filter(facts::fits)
                .toList();
    }
}
