package io.facet.app.ui.models;

import io.facet.app.models.ModelLibrary;
import io.facet.app.models.WeightsConversion;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.convert.KerasConverter;
import io.facet.models.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Gets models for the whole window: downloads, imports and conversions, one at a time for each model, whichever page
 * they were started on. Confined to the window's thread.
 */
public final class ModelSupply {
    private final ModelLibrary library;
    private final WeightsConversion conversion;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final Map<String, ModelJob> jobs = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    public ModelSupply(
            ModelLibrary library, WeightsConversion conversion, Background background, Notices notices, Texts texts) {
        this.library = library;
        this.conversion = conversion;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
    }

    /** Counts every start and every end, so that pages know when to look again. */
    public ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /** What is being done for that model; null: nothing. */
    public @Nullable ModelJob job(String id) {
        return jobs.get(id);
    }

    /** The card of that id; null: there is none. */
    public @Nullable ModelCard card(String id) {
        return library.catalogue().lookUp(id).orElse(null);
    }

    /** Why the last attempt to get that model failed; null: it did not. */
    public @Nullable String failure(String id) {
        return failures.get(id);
    }

    /** Whether the model's file is made from Keras weights. */
    public static boolean isConverted(ModelCard card) {
        return card.weights().equals(KerasConverter.CARD);
    }

    /** Downloads a file, from where an earlier attempt ended. */
    public void download(ModelCard card, Precision precision) {
        start(
                card,
                new ModelJob(ModelJob.Work.DOWNLOAD),
                "models.done.download",
                job -> () -> library.store().pull(card, precision, job::at, job::cancelled));
    }

    /** Takes in a file of the user's; with its card, if that is a new one. */
    public void take(Path file, ModelCard card, Precision precision) {
        start(
                card,
                new ModelJob(ModelJob.Work.IMPORT),
                "models.done.import",
                job -> () -> library.catalogue().lookUp(card.id()).isPresent()
                        ? library.take(file, card, precision, job::at)
                        : library.takeNew(file, card, precision, job::at));
    }

    /** Converts Keras weights and takes the result in. */
    public void convert(Path weights) {
        start(
                conversion.card(),
                new ModelJob(ModelJob.Work.CONVERT),
                "models.done.convert",
                job -> () -> conversion.convert(weights, job::step, job::cancelled));
    }

    /** The id of the model that conversions make. */
    public String converted() {
        return conversion.card().id();
    }

    private void start(ModelCard card, ModelJob job, String done, Function<ModelJob, Callable<StoredFile>> getting) {
        if (jobs.containsKey(card.id())) {
            notices.tell(Notices.Kind.INFO, texts.get("models.busy", card.title()));
            return;
        }
        jobs.put(card.id(), job);
        failures.remove(card.id());
        changed();
        background
                .task(() -> attempt(getting.apply(job)))
                .named("unfinished.model", card.title())
                .onSuccess(got -> ended(card, got, done))
                .onError(problem -> failed(card, problem))
                .andFinally(() -> {
                    jobs.remove(card.id());
                    changed();
                })
                .start();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** A cancelled attempt is no failure. */
    private static boolean attempt(Callable<StoredFile> getting) throws Exception {
        try {
            getting.call();
            return true;
        } catch (CancellationException e) {
            return false;
        }
    }

    private void ended(ModelCard card, boolean got, String done) {
        if (got) {
            notices.tell(Notices.Kind.SUCCESS, texts.get(done, card.title()));
        }
    }

    private void failed(ModelCard card, Problem problem) {
        failures.put(card.id(), problem.message());
        notices.tell(problem);
    }

    /** Forgets why the last attempt failed. */
    void forget(String id) {
        failures.remove(id);
    }

    /** Ends what is done for a model; what was downloaded stays for the next attempt. */
    public void cancel(String id) {
        ModelJob job = jobs.get(id);
        if (job != null && job.cancellable()) {
            job.cancel();
        }
    }

    /** Shows how far the jobs are. */
    public void refresh() {
        List<ModelJob> all = new ArrayList<>(jobs.values());
        all.forEach(ModelJob::refresh);
    }
}
