package io.facet.app.bench;

import io.facet.models.sample.SampleDataset;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one measurement, deleted when it is closed, or when this process is asked to end before. */
public final class BenchFolder implements AutoCloseable {
    /** So many different pictures are drawn; the rest are copies, since decoding does not remember. */
    private static final int DRAWN = 240;

    private static final int PER_FOLDER = 1000;

    /** Whoever writes into the folder does so for a moment longer when the process ends. */
    private static final int TRIES = 50;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Path root;
    private final Thread hook = new Thread(this::deleteAtLast, "facet-bench-folder");

    private BenchFolder(Path root) {
        this.root = root;
    }

    /** A new folder in the cache of {@code home}. */
    public static BenchFolder create(FacetHome home) throws IOException {
        Path folder = home.cache().resolve("bench");
        Files.createDirectories(folder);
        BenchFolder created = new BenchFolder(Files.createTempDirectory(folder, "run-"));
        Runtime.getRuntime().addShutdownHook(created.hook);
        return created;
    }

    /** Something in it. */
    public Path path(String name) {
        return root.resolve(name);
    }

    /** A dataset of {@code images} JPEGs, in folders {@code p0}, {@code p1} and so on of a thousand each. */
    public Path drawImages(int images, int size) throws IOException {
        Path drawn = path("drawn");
        int identities = Math.min(12, images);
        int each = Math.min(DRAWN / 12, Math.ceilDiv(images, identities));
        SampleDataset.write(drawn, new SampleDataset.Options(identities, each, size, size, 1), (done, total) -> {});
        return fill(path("images"), pictures(drawn), images, Files::copy);
    }

    /** A dataset of {@code images} links to the pictures of another. */
    Path linkImages(Path dataset, int images) throws IOException {
        return fill(path("links"), pictures(dataset), images, (from, to) -> Files.createLink(to, from));
    }

    private interface Placing {
        Object place(Path from, Path to) throws IOException;
    }

    private static Path fill(Path target, List<Path> sources, int images, Placing placing) throws IOException {
        for (int i = 0; i < images; i++) {
            Path folder = target.resolve("p" + i / PER_FOLDER);
            if (i % PER_FOLDER == 0) {
                Files.createDirectories(folder);
            }
            placing.place(sources.get(i % sources.size()), folder.resolve(RunBench.name(i)));
        }
        return target;
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(DRAWN)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return; // the hook deletes it
        }
        delete();
    }

    private void deleteAtLast() {
        try {
            for (int i = 0; i < TRIES && Files.exists(root); i++) {
                try {
                    delete();
                } catch (IOException stillInUse) {
                    Thread.sleep(BETWEEN_TRIES);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
