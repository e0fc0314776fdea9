package io.facet.app.ui.results;

import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.history.PastRun;
import io.facet.app.master.verify.Finding;
import io.facet.app.master.verify.OutputReport;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Problem;
import io.facet.app.ui.common.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The past runs, the chosen one, and the work on its files. Confined to the window's thread. */
final class ResultsModel {
    private final Past past;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final ObservableList<PastRun> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Past.@Nullable Story> story = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Check> check = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable FileJob> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Problem> unreadable = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper exportable = new ReadOnlyBooleanWrapper(false);
    private final Map<String, Check> checks = new HashMap<>();
    private final Map<String, FileJob> jobs = new HashMap<>();
    private String words = "";
    private @Nullable String chosen;
    private boolean looking;

    ResultsModel(Past past, Background background, Notices notices, Texts texts) {
        this.past = past;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
    }

    /** Those in which the search's words occur, newest first. */
    ObservableList<PastRun> runs() {
        return runs;
    }

    /** The chosen run; null if there is none. */
    ReadOnlyObjectProperty<Past.@Nullable Story> story() {
        return story.getReadOnlyProperty();
    }

    /** What the last check said; null if the chosen run was not checked. */
    ReadOnlyObjectProperty<@Nullable Check> check() {
        return check.getReadOnlyProperty();
    }

    /** What is done to the files of the chosen run now; null if nothing is. */
    ReadOnlyObjectProperty<@Nullable FileJob> job() {
        return job.getReadOnlyProperty();
    }

    /** Whether the rows of the chosen run can be exported now. */
    ObservableBooleanValue exportable() {
        return exportable.getReadOnlyProperty();
    }

    /** Why the files of the chosen run cannot be read; null if they can. */
    ReadOnlyObjectProperty<@Nullable Problem> unreadable() {
        return unreadable.getReadOnlyProperty();
    }

    boolean searching() {
        return !words.isBlank();
    }

    void search(String text) {
        words = text;
        reload();
    }

    /** Looks at the history again; at most once at a time. */
    void reload() {
        if (looking) {
            return;
        }
        looking = true;
        String wanted = words;
        background
                .task(() -> past.list(wanted))
                .onSuccess(found -> {
                    looking = false;
                    if (wanted.equals(words)) {
                        show(found);
                    } else {
                        reload();
                    }
                })
                .onError(problem -> {
                    looking = false;
                    unreadable.set(problem);
                })
                .start();
    }

    private void show(List<PastRun> found) {
        if (!runs.equals(found)) {
            runs.setAll(found);
        }
        boolean there = found.stream().anyMatch(r -> r.id().equals(chosen));
        String next =
                there ? chosen : found.stream().findFirst().map(PastRun::id).orElse(null);
        if (next == null) {
            chosen = null;
            story.set(null);
            follow();
        } else if (!next.equals(chosen) || hasChanged(found, next)) {
            choose(next);
        }
    }

    private boolean hasChanged(List<PastRun> found, String id) {
        Past.Story shown = story.get();
        return shown == null || found.stream().noneMatch(r -> r.id().equals(id) && r.equals(shown.run()));
    }

    /** Turns to another run. */
    void choose(String id) {
        chosen = id;
        background
                .task(() -> past.story(id))
                .onSuccess(found -> {
                    if (id.equals(chosen)) {
                        unreadable.set(null);
                        found.ifPresent(this::tell);
                    }
                })
                .onError(problem -> {
                    if (id.equals(chosen)) {
                        unreadable.set(problem);
                    }
                })
                .start();
    }

    private void tell(Past.Story found) {
        if (!Objects.equals(story.get(), found)) {
            story.set(found);
        }
        follow();
    }

    /** A verdict and the work on files belong to a run: another one that is chosen has its own. */
    private void follow() {
        Past.Story shown = story.get();
        check.set(shown == null ? null : checks.get(shown.run().id()));
        job.set(shown == null ? null : jobs.get(shown.run().id()));
        exportable.set(shown != null
                && !shown.files().isEmpty()
                && shown.run().state() != PastRun.State.RUNNING
                && job.get() == null);
    }

    /** Takes the chosen run out of the history; it can be had back from the notice. */
    void delete() {
        Past.Story shown = story.get();
        if (shown == null) {
            return;
        }
        PastRun run = shown.run();
        background
                .task(() -> past.delete(run.id()))
                .onSuccess(gone -> notices.tell(
                        Notices.Kind.INFO,
                        texts.get("results.deleted", run.subject().datasetName()),
                        texts.get("results.undo"),
                        () -> restore(run.id())))
                .andFinally(this::reload)
                .start();
    }

    private void restore(String id) {
        background
                .task(() -> past.restore(id))
                .onSuccess(back -> chosen = id)
                .andFinally(this::reload)
                .start();
    }

    /** Compares the chosen run's output with its manifest. */
    void verify() {
        work(
                "results.verifying",
                List.of(),
                (run, progress) -> past.verify(run, progress),
                (run, report) -> checks.put(run.id(), new Check(run.id(), report.isSound(), lines(report))));
    }

    private List<String> lines(OutputReport report) {
        List<String> lines = new ArrayList<>();
        if (report.isSound()) {
            lines.add(texts.get("results.sound", Figures.count(report.rows()), Figures.count(report.failures())));
        }
        report.findings().stream().map(Finding::sentence).forEach(lines::add);
        lines.addAll(report.notes());
        return lines;
    }

    /** Writes the chosen run's rows in another format. */
    void export(ExportFormat format) {
        work(
                "results.exporting." + format.key(),
                List.of("unfinished.export"),
                (run, progress) -> past.export(run, format, progress),
                (run, files) -> {
                    notices.tell(
                            Notices.Kind.SUCCESS,
                            texts.get("results.exported", files.getFirst().getFileName()));
                    again(run);
                });
    }

    /** Looks at a run again, if it is still the one that is shown. */
    private void again(PastRun run) {
        if (run.id().equals(chosen)) {
            choose(run.id());
        }
    }

    /** The CSV of the chosen run was moved there. */
    void locate(Path csv) {
        Past.Story shown = story.get();
        if (shown == null) {
            return;
        }
        PastRun run = shown.run();
        background
                .task(() -> past.locate(run, csv))
                .onSuccess(found -> {
                    notices.tell(Notices.Kind.SUCCESS, texts.get("results.located", csv.getFileName()));
                    reload();
                    again(run);
                })
                .onError(notices::tell)
                .start();
    }

    /** Copies the list of the failures of a run to another file. */
    void exportFailures(PastRun run, Path target) {
        background
                .task(() -> past.copyFailures(run, target))
                .onSuccess(copied ->
                        notices.tell(Notices.Kind.SUCCESS, texts.get("results.exported", copied.getFileName())))
                .start();
    }

    private interface Work<T> {
        T on(PastRun run, FileJob progress) throws Exception;
    }

    private interface Outcome<T> {
        void of(PastRun run, T result);
    }

    private <T> void work(String key, List<String> named, Work<T> work, Outcome<T> outcome) {
        Past.Story shown = story.get();
        if (shown == null || jobs.containsKey(shown.run().id())) {
            return;
        }
        PastRun run = shown.run();
        FileJob started = new FileJob(run.id(), texts.get(key));
        jobs.put(run.id(), started);
        checks.remove(run.id());
        follow();
        var task = background.task(() -> unlessCancelled(() -> work.on(run, started)));
        named.forEach(name -> task.named(name, run.subject().csv()));
        task.onSuccess(result -> ifPresent(result, r -> outcome.of(run, r)))
                .onError(notices::tell)
                .andFinally(() -> {
                    jobs.remove(run.id());
                    follow();
                })
                .start();
    }

    private static <T> List<T> unlessCancelled(Callable<T> work) throws Exception {
        try {
            return List.of(work.call());
        } catch (CancellationException e) {
            return List.of();
        }
    }

    private static <T> void ifPresent(List<T> result, Consumer<T> then) {
        result.forEach(then);
    }

    /** Ends the work on the files of the chosen run; nothing is left of it. */
    void cancel() {
        FileJob now = job.get();
        if (now != null) {
            now.cancel();
        }
    }
}
