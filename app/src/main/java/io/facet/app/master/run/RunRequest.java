package io.facet.app.master.run;

import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for, before models and pipelines are looked up.
 *
 * @param dataset folder of images
 * @param csv file for the rows
 * @param pipeline name or file; null for the one that embeds images
 * @param model id or file; null for the built-in one
 * @param precision fp32, fp16 or int8, in lower case
 * @param batch images per run of the model; 0 leaves it to each agent
 * @param agents remote agents to wait for
 */
public record RunRequest(
        Path dataset,
        Path csv,
        @Nullable String pipeline,
        @Nullable String model,
        String precision,
        int batch,
        int agents,
        OutputRequest.Mode mode,
        boolean retryFailed,
        boolean ordered,
        FloatText floats) {}
