package io.facet.app.ui.run;

import io.facet.app.ui.common.Background;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Small pictures of images, decoded away from the window's thread, the last few hundred of them kept. Confined to the
 * window's thread.
 */
final class Thumbnails {
    /** How many are kept. */
    static final int KEPT = 512;

    /** More than are to be seen at a time; who asks for more has scrolled past the first. */
    private static final int WAITING = 96;

    private static final int AT_ONCE = 2;
    /** Decoding more than this for a picture the size of a fingernail would cost too much memory. */
    private static final long LARGEST_FILE = 64L << 20;

    private record Key(Path file, int pixels) {}

    private record Request(Key key, Consumer<Image> answer) {}

    private final Background background;
    private final Map<Key, Image> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
            return size() > KEPT;
        }
    };
    private final Deque<Request> waiting = new ArrayDeque<>();
    private int working;

    Thumbnails(Background background) {
        this.background = background;
    }

    /** The picture, if it is kept. */
    @Nullable
    Image find(Path file, int pixels) {
        return kept.get(new Key(file, pixels));
    }

    /**
     * Asks for a picture; the newest requests are served first, and old ones are dropped when there are too many.
     *
     * @param pixels its height
     * @param answer told, at once if it is kept; never if it cannot be made
     */
    void request(Path file, int pixels, Consumer<Image> answer) {
        Key key = new Key(file, pixels);
        Image there = kept.get(key);
        if (there != null) {
            answer.accept(there);
            return;
        }
        waiting.addFirst(new Request(key, answer));
        if (waiting.size() > WAITING) {
            waiting.removeLast();
        }
        work();
    }

    private void work() {
        while (working < AT_ONCE && !waiting.isEmpty()) {
            Request next = waiting.removeFirst();
            Image there = kept.get(next.key);
            if (there != null) {
                next.answer.accept(there);
                continue;
            }
            working++;
            background
                    .task(() -> decode(next.key))
                    .onSuccess(image -> {
                        if (!image.isError()) {
                            kept.put(next.key, image);
                            next.answer.accept(image);
                        }
                    })
                    .onError(problem -> {}) // it stays a grey square
                    .andFinally(() -> {
                        working--;
                        work();
                    })
                    .start();
        }
    }

    private static Image decode(Key key) throws IOException {
        if (Files.size(key.file) > LARGEST_FILE) {
            throw new IOException("too large for a thumbnail");
        }
        try (InputStream in = Files.newInputStream(key.file)) {
            return new Image(in, 0, key.pixels, true, true);
        }
    }
}
