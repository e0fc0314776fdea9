package io.facet.models.store;

import java.nio.file.Path;

/**
 * A complete, checked model file.
 *
 * @param path where it lies; nobody writes to it
 * @param sha256 64 lower-case hexadecimal digits
 * @param size bytes
 */
public record StoredFile(Path path, String sha256, long size) {}
