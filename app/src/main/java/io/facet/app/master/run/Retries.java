package io.facet.app.master.run;

import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes failures of a run back while it goes on. A failure is first taken out of the failures file, and only then may its
 * image be worked on: killed in between, the image has no outcome, and never two. Confined to the master's loop, but for
 * {@link #sizes}.
 */
final class Retries {
    /** An image whose failure was taken back. */
    record Taken(ImageItem item, Outcome.Failed failure) {}

    private final Path dataset;
    private final Predicate<String> possible;
    private final OutputWriter writer;
    private final List<CompletableFuture<List<String>>> open = new ArrayList<>();

    /**
     * Takes nothing back yet.
     *
     * @param possible whether an image may be tried again
     */
    Retries(Path dataset, Predicate<String> possible, OutputWriter writer) {
        this.dataset = dataset;
        this.possible = possible;
        this.writer = writer;
    }

    /** The sizes of those that are files now. Reads the disk. */
    Map<String, Long> sizes(Collection<String> paths) {
        Map<String, Long> sizes = new HashMap<>();
        for (String path : paths) {
            try {
                Path file = dataset.resolve(path);
                if (Files.isRegularFile(file)) {
                    sizes.put(path, Files.size(file));
                }
            } catch (IOException | InvalidPathException e) {
                // it stays failed
            }
        }
        return sizes;
    }

    /** Whether a failure is being taken back: the run must not end before. */
    boolean underWay() {
        return !open.isEmpty();
    }

    /**
     * Takes back the failures among {@code sizes}.
     *
     * @param onTaken called on another thread, to be followed by {@link #taken} on the loop
     */
    void begin(Map<String, Long> sizes, CompletableFuture<List<String>> result, Consumer<List<Taken>> onTaken) {
        sizes.keySet().removeIf(possible.negate());
        open.add(result);
        writer.takeBack(sizes.keySet(), found -> {
            List<Taken> taken = new ArrayList<>();
            found.forEach((path, failure) -> taken.add(
                    new Taken(new ImageItem(ImageItem.UNORDERED, path, sizes.getOrDefault(path, 0L)), failure)));
            onTaken.accept(taken);
        });
    }

    /** What was begun with {@code result} is done. */
    void taken(CompletableFuture<List<String>> result, List<Taken> taken) {
        open.removeIf(other -> other == result);
        result.complete(taken.stream().map(t -> t.item().path()).toList());
    }

    /** The run has ended: nothing will be taken back any more. */
    void abandon() {
        open.forEach(result -> result.complete(List.of()));
        open.clear();
    }
}
