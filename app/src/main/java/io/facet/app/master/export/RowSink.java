package io.facet.app.master.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes rows and makes files of them. The files appear under their names with {@link #keep}, whole; closed before, it
 * leaves nothing. Not thread-safe; closed by its maker.
 */
interface RowSink extends AutoCloseable {
    /** Appends a row. The vector is the caller's and changes afterwards. */
    void row(String label, String path, float[] vector) throws IOException;

    /** Hands all of it to the disk; no row follows. */
    void complete() throws IOException;

    /** Puts the completed files in their places, replacing what was there. */
    List<Path> keep() throws IOException;

    @Override
    void close() throws IOException;
}
