package io.facet.app.ui.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made with, as its manifest says. Immutable.
 *
 * @param dataset a folder that is there
 * @param csv a file that is there
 * @param model id; null for pipelines without a model
 * @param precision fp32, fp16 or int8
 * @param ordered whether rows stand in the order of the folders
 */
public record RunFile(Path dataset, Path csv, @Nullable String model, String precision, boolean ordered) {}
