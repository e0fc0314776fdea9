package io.facet.models.engine;

import io.facet.models.NumberType;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.image.Preprocessor;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Lends preprocessors, with their scratch memory, to the threads that load images: as many exist as threads have ever
 * loaded at once. Thread-safe.
 */
final class Preprocessors implements AutoCloseable {
    private final ImageInput input;
    private final NumberType numbers;
    private final Deque<Preprocessor> idle = new ArrayDeque<>();
    private boolean closed;

    /** Makes one at once, so that a card that makes no sense fails here. */
    Preprocessors(ImageInput input, NumberType numbers) {
        this.input = input;
        this.numbers = numbers;
        idle.push(new Preprocessor(input, numbers));
    }

    /** Writes the tensor of a decoded image. */
    void apply(Mat image, ByteBuffer tensor) {
        Preprocessor preprocessor = take();
        try {
            preprocessor.apply(image, tensor);
        } finally {
            giveBack(preprocessor);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Preprocessor::close);
        idle.clear();
    }

    private synchronized Preprocessor take() {
        return idle.isEmpty() ? new Preprocessor(input, numbers) : idle.pop();
    }

    private synchronized void giveBack(Preprocessor preprocessor) {
        if (closed) {
            preprocessor.close();
        } else {
            idle.push(preprocessor);
        }
    }
}
