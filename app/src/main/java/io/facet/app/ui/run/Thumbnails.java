package io.facet.app.ui.run;

import io.facet.app.ui.common.Background;
import io.facet.models.image.ImageException;
import io.facet.models.image.ImageHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    /** Reading and decoding more than this for a picture the size of a fingernail would cost too much memory. */
    private static final long LARGEST_FILE = 32L << 20;

    private static final long MOST_PIXELS = 40_000_000;
    /** Of larger ones, one at a time is decoded. */
    private static final long FEW_PIXELS = 8_000_000;

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
    private final Object one = new Object();
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
                    .onSuccess(made -> made.ifPresent(image -> {
                        kept.put(next.key, image);
                        next.answer.accept(image);
                    }))
                    .andFinally(() -> {
                        working--;
                        work();
                    })
                    .start();
        }
    }

    /** Nothing of what cannot be read, or only with much memory: it stays a grey square. */
    private Optional<Image> decode(Key key) {
        try {
            if (Files.size(key.file) > LARGEST_FILE) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(key.file);
            ImageHeader header = ImageHeader.read(ByteBuffer.wrap(bytes));
            long pixels = (long) header.width() * header.height();
            if (pixels > MOST_PIXELS) {
                return Optional.empty();
            }
            if (pixels <= FEW_PIXELS) {
                return decode(bytes, header, key.pixels);
            }
            synchronized (one) {
                return decode(bytes, header, key.pixels);
            }
        } catch (IOException | ImageException e) {
            return Optional.empty();
        }
    }

    private static Optional<Image> decode(byte[] bytes, ImageHeader header, int pixels) {
        boolean lying = header.width() != header.uprightWidth();
        Image image = new Image(new ByteArrayInputStream(bytes), lying ? pixels : 0, lying ? 0 : pixels, true, true);
        return image.isError() ? Optional.empty() : Optional.of(Upright.of(image, header.orientation()));
    }
}
