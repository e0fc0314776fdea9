package io.facet.app.master.run;

import io.facet.app.master.output.OutputRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * All that is decided about a run before it starts.
 *
 * @param dataset absolute path of a folder
 * @param output what is written
 * @param pipeline the pipeline's YAML text, for the agents
 * @param models model files that the pipeline needs
 * @param precision fp32, fp16 or int8
 * @param batch images per run of the model; 0 leaves it to each agent
 * @param agents remote agents to wait for before the first image is lent
 * @param limits of an image
 */
public record RunPlan(
        Path dataset,
        OutputRequest output,
        String pipeline,
        List<PlannedModel> models,
        String precision,
        int batch,
        int agents,
        ImageLimits limits) {

    public RunPlan {
        models = List.copyOf(models);
    }

    /**
     * A model file that agents may fetch.
     *
     * @param id of the card
     * @param card YAML text
     * @param sha256 lower-case hex
     * @param size bytes
     * @param file where this computer has it
     */
    public record PlannedModel(String id, String card, String sha256, long size, Path file) {}

    /**
     * What is refused as too large, before it is decoded.
     *
     * @param bytes of a file
     * @param pixels width times height
     */
    public record ImageLimits(long bytes, long pixels) {}
}
