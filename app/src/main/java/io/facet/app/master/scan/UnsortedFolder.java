package io.facet.app.master.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder whose names come as the system lists them, and are not held. Not thread-safe. */
final class UnsortedFolder extends Folder {
    private static final Logger LOG = LoggerFactory.getLogger(UnsortedFolder.class);

    private final DirectoryStream<Path> stream;
    private final Iterator<Path> entries;
    private Path last;

    @SuppressWarnings("StreamResourceLeak") // close() closes it
    UnsortedFolder(Path path, String prefix, BasicFileAttributes attributes) throws IOException {
        super(path, prefix, attributes);
        last = path;
        stream = Files.newDirectoryStream(path);
        entries = stream.iterator();
    }

    @Override
    @Nullable
    String nextName() {
        try {
            if (!entries.hasNext()) {
                return null;
            }
            last = entries.next();
            return isFoundByName(last) ? String.valueOf(last.getFileName()) : spelledInBytes(last);
        } catch (DirectoryIteratorException e) {
            LOG.warn("The folder {} cannot be listed to its end: {}", path(), e.getMessage());
            return null;
        }
    }

    @Override
    Path path(String name) {
        return last;
    }

    @Override
    boolean isSpelledRight(String name) {
        return isFoundByName(last);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.debug("Closing {}", path(), e);
        }
    }
}
