package io.facet.models.runtime;

/**
 * A GPU as the NVIDIA driver describes it.
 *
 * @param index as CUDA counts them, from 0
 * @param name for example "NVIDIA GeForce RTX 4070"
 * @param memoryBytes all of its memory
 */
public record Gpu(int index, String name, long memoryBytes) {}
