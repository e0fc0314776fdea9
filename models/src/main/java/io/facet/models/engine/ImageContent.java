package io.facet.models.engine;

import java.nio.ByteBuffer;

/**
 * The bytes of one image file, and what to call it in messages.
 *
 * @param path relative to the dataset
 * @param bytes the whole file from position 0 to the limit; nobody changes its content or its position
 */
public record ImageContent(String path, ByteBuffer bytes) {}
