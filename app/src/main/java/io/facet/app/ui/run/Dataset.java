package io.facet.app.ui.run;

import io.facet.app.UserException;
import io.facet.app.master.output.PathSet;
import io.facet.app.master.scan.DatasetWalk;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.scan.ScanEntry;
import io.facet.app.master.watch.ImageBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A folder of images and what is known of it so far. Thread-safe; counted by one thread. */
final class Dataset {
    /** How many images stand for all of them. */
    static final int SAMPLES = 6;

    /**
     * What has been counted.
     *
     * @param bytes of the images' files
     * @param unusable files and folders that cannot be read
     * @param counting whether more may come
     * @param samples paths of a few images with different labels, if there are as many
     */
    record Counts(int images, int labels, long bytes, int unusable, boolean counting, List<String> samples) {
        static final Counts NONE = new Counts(0, 0, 0, 0, true, List.of());
    }

    private final Path folder;
    private final ImageBoard board;
    private volatile Counts counts = Counts.NONE;
    private final Queue<String> unusable = new ConcurrentLinkedQueue<>();
    private volatile boolean abandoned;

    Dataset(Path folder) {
        this(folder, new ImageBoard());
    }

    /** A folder that is run already, with the board of that run. */
    Dataset(Path folder, ImageBoard board) {
        this.folder = folder;
        this.board = board;
    }

    Path folder() {
        return folder;
    }

    String name() {
        Path name = folder.getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    ImageBoard board() {
        return board;
    }

    Counts counts() {
        return counts;
    }

    /** Nobody wants to know any more; the counting ends soon. */
    void abandon() {
        abandoned = true;
    }

    /**
     * Walks through the folder and puts every image on the board. Takes as long as the disk does.
     *
     * @throws UserException DATASET_UNREADABLE
     */
    void count() {
        Tally tally = new Tally();
        unusable.clear();
        try {
            DatasetWalk walk = new DatasetWalk(folder);
            for (ScanEntry entry = walk.next(); entry != null && !abandoned; entry = walk.next()) {
                tally.add(entry);
            }
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.DATASET_UNREADABLE,
                    "The folder %s cannot be read. Nothing was counted. Choose another folder or check its permissions."
                            .formatted(folder),
                    e);
        } finally {
            counts = tally.counts(false);
        }
    }

    /** How many of the images that are known have no outcome among {@code ended}. Takes a while for a million. */
    int without(PathSet ended) {
        int left = 0;
        synchronized (ended) {
            for (int i = 0; i < board.size(); i++) {
                left += ended.contains(board.row(i).path()) ? 0 : 1;
            }
            for (String path : unusable) {
                left += ended.contains(path) ? 0 : 1;
            }
        }
        return left;
    }

    /** Whether the folder holds an image now that has no outcome among {@code ended}. Takes as long as the disk does. */
    boolean holdsOthersThan(PathSet ended) throws IOException {
        synchronized (ended) {
            DatasetWalk walk = new DatasetWalk(folder);
            for (ScanEntry entry = walk.next(); entry != null; entry = walk.next()) {
                if (!ended.contains(entry.item().path())) {
                    return true;
                }
            }
        }
        return false;
    }

    private final class Tally {
        private static final int OFTEN = 64;

        private final Set<String> labels = new HashSet<>();
        private final List<String> samples = new ArrayList<>();
        private final List<String> first = new ArrayList<>();
        private int images;
        private int unusable;
        private long bytes;

        void add(ScanEntry entry) {
            switch (entry) {
                case ScanEntry.Unusable u -> {
                    Dataset.this.unusable.add(u.item().path());
                    unusable++;
                }
                case ScanEntry.Image image -> add(image.item());
            }
            if ((images + unusable) % OFTEN == 0) {
                counts = counts(true);
            }
        }

        private void add(ImageItem item) {
            board.add(item.path(), item.size());
            images++;
            bytes += item.size();
            boolean newLabel = labels.add(item.label());
            if (newLabel && samples.size() < SAMPLES) {
                samples.add(item.path());
            } else if (first.size() < SAMPLES) {
                first.add(item.path());
            }
        }

        Counts counts(boolean counting) {
            List<String> shown = new ArrayList<>(samples);
            first.stream().limit(SAMPLES - shown.size()).forEach(shown::add);
            int named = labels.size() - (labels.contains("") ? 1 : 0);
            return new Counts(images, named, bytes, unusable, counting, List.copyOf(shown));
        }
    }
}
