package io.facet.app.ui.models;

import io.facet.app.desk.CurrentRun;
import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** The models, where each stands, and what can be done about it. Confined to the window's thread. */
final class ModelsModel {
    private final ModelLibrary library;
    private final ModelSupply supply;
    private final Supplier<@Nullable CurrentRun> run;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final FilteredList<ModelRow> shown = new FilteredList<>(rows);
    private final ReadOnlyObjectWrapper<@Nullable ModelRow> selected = new ReadOnlyObjectWrapper<>();
    private Map<String, Map<Precision, StoredFile>> files = Map.of();
    private boolean refreshing;
    private String search = "";
    private ModelCard.@Nullable Task task;
    private String wanted = ModelLibrary.DEFAULT_MODEL;

    ModelsModel(
            ModelLibrary library,
            ModelSupply supply,
            Supplier<@Nullable CurrentRun> run,
            Background background,
            Notices notices,
            Texts texts) {
        this.library = library;
        this.supply = supply;
        this.run = run;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        supply.changes().addListener((o, was, is) -> {
            refresh();
            reload();
        });
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
        library.reload();
        Map<String, Map<Precision, StoredFile>> here = new HashMap<>();
        library.catalogue().all().forEach(card -> here.put(card.id(), library.filesHere(card)));
        return here;
    }

    private void found(Map<String, Map<Precision, StoredFile>> here) {
        files = here;
        refresh();
    }

    /** Takes over what is being done, and which model the run uses. */
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
        ModelJob job = supply.job(card.id());
        if (job != null) {
            return new ModelState.Busy(job);
        }
        String failure = supply.failure(card.id());
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

    /** Whether the run that goes on needs the model or its files: another card may feed the same ones. */
    private boolean used(ModelCard card) {
        CurrentRun current = run.get();
        Set<String> contents = contents(card);
        return current != null
                && !current.handle().result().isDone()
                && current.plan().models().stream()
                        .anyMatch(m -> m.id().equals(card.id()) || contents.contains(m.sha256()));
    }

    private Set<String> contents(ModelCard card) {
        return files.getOrDefault(card.id(), Map.of()).values().stream()
                .map(StoredFile::sha256)
                .collect(Collectors.toSet());
    }

    /** Downloads a file, from where an earlier attempt ended. */
    void download(ModelCard card, Precision precision) {
        wanted = card.id();
        supply.download(card, precision);
    }

    /** Takes in a file of the user's. */
    void take(Path file, ModelCard card, Precision precision) {
        wanted = card.id();
        supply.take(file, card, precision);
    }

    /** Converts Keras weights and takes the result in. */
    void convert(Path weights) {
        wanted = supply.converted();
        supply.convert(weights);
    }

    /** Shows a model that has just come. */
    void added(ModelCard card) {
        wanted = card.id();
        notices.tell(Notices.Kind.SUCCESS, texts.get("models.done.import", card.title()));
        reload();
    }

    /** Ends what is done for a model; what was downloaded stays for the next attempt. */
    void cancel(ModelCard card) {
        supply.cancel(card.id());
    }

    /** Whether a card is the user's, and goes with its file. */
    boolean isOwn(ModelCard card) {
        return library.isOwn(card);
    }

    /** Other models that lose their file with this one's. */
    List<String> sharing(ModelCard card) {
        Set<String> contents = contents(card);
        return library.catalogue().all().stream()
                .filter(other -> !other.id().equals(card.id()) && !other.id().equals(ModelLibrary.DEFAULT_MODEL))
                .filter(other ->
                        other.weights().equals(card.weights()) || !Collections.disjoint(contents, contents(other)))
                .map(ModelCard::title)
                .toList();
    }

    /** Deletes the files of a model, and the card of one that is the user's; not while a run needs them. */
    void remove(ModelCard card) {
        if (used(card)) {
            notices.tell(Notices.Kind.WARNING, texts.get("models.remove.used", card.title()));
            return;
        }
        supply.forget(card.id());
        background
                .action(() -> library.remove(card))
                .onSuccess(gone -> notices.tell(
                        Notices.Kind.INFO,
                        texts.get(library.isOwn(card) ? "models.removed.own" : "models.removed", card.title())))
                .andFinally(this::reload)
                .start();
    }
}
