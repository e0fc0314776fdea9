package io.facet.app.ui.models;

import io.facet.app.desk.CurrentRun;
import io.facet.app.models.ModelLibrary;
import io.facet.app.models.WeightsConversion;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** The models, where each stands, and what can be done about it. Confined to the window's thread. */
final class ModelsModel {
    private final ModelLibrary library;
    private final WeightsConversion conversion;
    private final Supplier<@Nullable CurrentRun> run;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final FilteredList<ModelRow> shown = new FilteredList<>(rows);
    private final ReadOnlyObjectWrapper<@Nullable ModelRow> selected = new ReadOnlyObjectWrapper<>();
    private final Map<String, ModelJob> jobs = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private Map<String, Map<Precision, StoredFile>> files = Map.of();
    private boolean refreshing;
    private String search = "";
    private ModelCard.@Nullable Task task;
    private String wanted = ModelLibrary.DEFAULT_MODEL;

    ModelsModel(
            ModelLibrary library,
            WeightsConversion conversion,
            Supplier<@Nullable CurrentRun> run,
            Background background,
            Notices notices,
            Texts texts) {
        this.library = library;
        this.conversion = conversion;
        this.run = run;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
    }

    /** Those that search and filter let through. */
    ObservableList<ModelRow> shown() {
        return shown;
    }

    ReadOnlyObjectProperty<@Nullable ModelRow> selected() {
        return selected.getReadOnlyProperty();
    }

    /** Turns to another model. A table that loses its selection while rows are replaced does not mean it. */
    void select(String id) {
        if (!refreshing) {
            wanted = id;
            choose();
        }
    }

    void search(String text) {
        search = text;
        filter();
    }

    /** Shows only models of that task; null: of every task. */
    void only(ModelCard.@Nullable Task next) {
        task = next;
        filter();
    }

    private void filter() {
        shown.setPredicate(r -> (task == null || r.card().task() == task) && r.matches(search));
    }

    /** Looks again at what is on the disk. */
    void reload() {
        background.task(this::look).onSuccess(this::found).start();
    }

    private Map<String, Map<Precision, StoredFile>> look() {
        Map<String, Map<Precision, StoredFile>> here = new HashMap<>();
        library.catalogue().all().forEach(card -> here.put(card.id(), library.filesHere(card)));
        return here;
    }

    private void found(Map<String, Map<Precision, StoredFile>> here) {
        files = here;
        refresh();
    }

    /** Takes over how far the jobs are, and which model the run uses. */
    void refresh() {
        List<ModelRow> next = new ArrayList<>();
        for (ModelCard card : library.catalogue().all()) {
            Map<Precision, StoredFile> here = files.getOrDefault(card.id(), Map.of());
            next.add(new ModelRow(card, here, state(card, here)));
        }
        refreshing = true;
        replace(next);
        refreshing = false;
        choose();
    }

    private void replace(List<ModelRow> next) {
        if (rows.size() != next.size()) {
            rows.setAll(next);
        } else {
            for (int i = 0; i < next.size(); i++) {
                if (!rows.get(i).equals(next.get(i))) {
                    rows.set(i, next.get(i));
                }
            }
        }
    }

    private void choose() {
        selected.set(rows.stream()
                .filter(r -> r.id().equals(wanted))
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .orElse(null));
    }

    private ModelState state(ModelCard card, Map<Precision, StoredFile> here) {
        ModelJob job = jobs.get(card.id());
        if (job != null) {
            return job.state();
        }
        String failure = failures.get(card.id());
        if (failure != null) {
            return new ModelState.Failed(failure);
        }
        if (!here.isEmpty()) {
            return used(card) ? new ModelState.InUse() : new ModelState.Ready();
        }
        return card.files().stream().anyMatch(ModelFile::downloadable)
                ? new ModelState.Missing()
                : new ModelState.ImportOnly();
    }

    private boolean used(ModelCard card) {
        CurrentRun current = run.get();
        return current != null
                && !current.handle().result().isDone()
                && current.plan().models().stream().anyMatch(m -> m.id().equals(card.id()));
    }

    /** Downloads a file, from where an earlier attempt ended. */
    void download(ModelCard card, Precision precision) {
        start(
                card,
                new ModelJob(ModelState.Work.DOWNLOAD),
                "models.done.download",
                job -> () -> library.store().pull(card, precision, job::at, job::cancelled));
    }

    /** Takes in a file of the user's. */
    void take(Path file, ModelCard card, Precision precision) {
        start(
                card,
                new ModelJob(ModelState.Work.IMPORT),
                "models.done.import",
                job -> () -> library.take(file, card, precision, job::at));
    }

    /** Converts Keras weights and takes the result in. */
    void convert(Path weights) {
        start(
                conversion.card(),
                new ModelJob(ModelState.Work.CONVERT),
                "models.done.convert",
                job -> () -> conversion.convert(weights, job::step, job::cancelled));
    }

    private interface Getting {
        Callable<StoredFile> with(ModelJob job);
    }

    private void start(ModelCard card, ModelJob job, String done, Getting getting) {
        if (jobs.containsKey(card.id())) {
            notices.tell(Notices.Kind.INFO, texts.get("models.busy", card.title()));
            return;
        }
        jobs.put(card.id(), job);
        failures.remove(card.id());
        wanted = card.id();
        refresh();
        background
                .task(() -> attempt(getting.with(job)))
                .named("unfinished.model", card.title())
                .onSuccess(got -> ended(card, got, done))
                .onError(problem -> failed(card, problem))
                .andFinally(() -> {
                    jobs.remove(card.id());
                    refresh();
                    reload();
                })
                .start();
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

    /** Ends what is done for a model; what was downloaded stays for the next attempt. */
    void cancel(ModelCard card) {
        ModelJob job = jobs.get(card.id());
        if (job != null) {
            job.cancel();
        }
    }

    /** Whether what is done for a model can be cut short. */
    boolean cancellable(ModelCard card) {
        ModelJob job = jobs.get(card.id());
        return job != null && job.cancellable();
    }

    /** Other models that lose their file with this one's. */
    List<String> sharing(ModelCard card) {
        return library.catalogue().sharing(card.weights()).stream()
                .filter(other -> !other.id().equals(card.id()))
                .map(ModelCard::title)
                .toList();
    }

    /** Deletes the files of a model. */
    void remove(ModelCard card) {
        failures.remove(card.id());
        background
                .task(() -> library.store().remove(card))
                .onSuccess(gone -> notices.tell(Notices.Kind.INFO, texts.get("models.removed", card.title())))
                .andFinally(this::reload)
                .start();
    }
}
