package io.facet.app.bench.window;

import io.facet.app.bench.BenchFolder;
import io.facet.app.bench.RunBench;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.watch.ImageBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A dataset of many images and its board: every label is a link to one and the same folder of pictures, so that there
 * are thumbnails to draw without hundreds of thousands of files. Immutable but for the board.
 *
 * @param images all of them, label by label
 */
record Board(Path folder, List<ImageItem> images, int labels, ImageBoard board) {
    /** What {@link BenchFolder#drawImages} puts into one folder. */
    static final int MOST_OF_A_LABEL = 1000;

    private static final int PICTURE = 96;
    private static final int BYTES = 12_000;

    /** Makes one of at least {@code wanted} images: as many for each label. */
    static Board make(BenchFolder place, int wanted, int labels) throws IOException {
        int each = Math.ceilDiv(wanted, labels);
        Path pictures = place.drawImages(each, PICTURE).resolve("p0");
        Path folder = Files.createDirectories(place.path("dataset"));
        ImageBoard board = new ImageBoard();
        List<ImageItem> images = new ArrayList<>(each * labels);
        for (int label = 0; label < labels; label++) {
            String name = String.format(Locale.ROOT, "person %03d", label);
            link(folder.resolve(name), pictures);
            for (int i = 0; i < each; i++) {
                ImageItem item = new ImageItem(images.size(), name + "/" + RunBench.name(i), BYTES);
                images.add(item);
                board.add(item.path(), item.size());
            }
        }
        return new Board(folder, images, labels, board);
    }

    /** Where an account may not make links, there are no thumbnails: they are decoded away from the window anyway. */
    private static void link(Path label, Path pictures) throws IOException {
        try {
            Files.createSymbolicLink(label, pictures);
        } catch (UnsupportedOperationException | IOException notAllowed) {
            Files.createDirectories(label);
        }
    }
}
