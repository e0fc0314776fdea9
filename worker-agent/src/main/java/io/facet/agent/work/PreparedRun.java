package io.facet.agent.work;

import io.facet.models.engine.PipelineEngine;
import java.util.List;

/**
 * A run made ready on this computer.
 *
 * @param lanes one per device; whoever gets this closes the engines
 * @param needsContent whether the pipeline looks at the images at all
 */
public record PreparedRun(List<DeviceLane> lanes, boolean needsContent) {
    public PreparedRun {
        lanes = List.copyOf(lanes);
    }

    /**
     * A device that takes part.
     *
     * @param engine loaded on the device
     * @param deviceClass outputs are byte-equal within one class
     * @param slotIds one or more
     * @param batch images per run of the model
     */
    public record DeviceLane(PipelineEngine engine, String deviceClass, List<String> slotIds, int batch) {
        public DeviceLane {
            slotIds = List.copyOf(slotIds);
        }
    }
}
