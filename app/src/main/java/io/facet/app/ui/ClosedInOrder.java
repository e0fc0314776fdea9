package io.facet.app.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes parts one after the other. Stateless. */
final class ClosedInOrder {
    private ClosedInOrder() {}

    /**
     * Closes every part, whatever the others throw.
     *
     * @param parts null for what never came to be
     * @return what the first of them threw, with the others suppressed; null if all went well
     */
    static @Nullable Throwable close(List<? extends @Nullable AutoCloseable> parts) {
        Throwable first = null;
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception | LinkageError | AssertionError e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        return first;
    }
}
