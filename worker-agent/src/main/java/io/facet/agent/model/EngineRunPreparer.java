package io.facet.agent.model;

import io.facet.agent.device.SlotPlan;
import io.facet.agent.work.PreparedRun;
import io.facet.agent.work.RunPreparer;
import io.facet.models.ModelException;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.engine.EmbeddingEngine;
import io.facet.models.engine.NoopEngine;
import io.facet.models.engine.PipelineEngine;
import io.facet.models.engine.SimulatedEngine;
import io.facet.models.engine.WarmUp;
import io.facet.models.image.ImageLimits;
import io.facet.models.onnx.OnnxInspection;
import io.facet.models.pipeline.PipelineSpec;
import io.facet.models.pipeline.PipelineYaml;
import io.facet.models.pipeline.StepSpec;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.OnnxRuntime;
import io.facet.protocol.wire.ModelRef;
import io.facet.protocol.wire.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Makes a run's engines out of its pipeline: one engine per device of this agent, shared by the device's slots. */
public final class EngineRunPreparer implements RunPreparer {
    /** Fills a GPU without making a person wait for the first rows; a processor gains nothing from batches. */
    private static final int GPU_BATCH = 16;

    private final Supplier<SlotPlan> slots;
    private final ModelFiles files;

    /**
     * Prepares for the slots that there are when a run is prepared.
     *
     * @param slots of this agent, asked anew for each run
     */
    public EngineRunPreparer(Supplier<SlotPlan> slots, ModelFiles files) {
        this.slots = slots;
        this.files = files;
    }

    @Override
    public PreparedRun prepare(RunSpec spec, BiConsumer<String, Double> progress) {
        PipelineSpec pipeline = PipelineYaml.parse(spec.getPipeline(), "the run's pipeline");
        StepSpec last = pipeline.steps().getLast();
        return switch (last) {
            case StepSpec.Embed embed -> embedding(spec, embed, progress);
            case StepSpec.Noop noop -> simple(spec, new NoopEngine(noop.dimension()));
            case StepSpec.Simulate simulate ->
                simple(spec, new SimulatedEngine(simulate.dimension(), simulate.perImage(), 0));
            case StepSpec.Decode decode ->
                throw new ModelException(
                        ModelException.Code.PIPELINE_INVALID, "The run's pipeline ends before it has made a row.");
        };
    }

    private PreparedRun embedding(RunSpec spec, StepSpec.Embed embed, BiConsumer<String, Double> progress) {
        ModelRef model = find(spec, embed);
        progress.accept("Fetching the model", 0.0);
        Path file = files.get(
                model, (done, total) -> progress.accept("Fetching the model", total == 0 ? 0 : (double) done / total));
        ModelCard card = CardYaml.parse(model.getCard(), "the card of " + model.getId());
        // A file that came over the wire is looked through before any library opens it.
        OnnxInspection.inspect(file);
        progress.accept("Loading the model", 0.0);
        ImageLimits limits = new ImageLimits(spec.getMaxImageBytes(), spec.getMaxImagePixels());
        List<PreparedRun.DeviceLane> lanes = new ArrayList<>();
        try {
            for (SlotPlan.DeviceSlots device : slots.get().devices()) {
                EmbeddingEngine engine = EmbeddingEngine.open(
                        OnnxRuntime.load(), file, device.device(), card.input(), card.output(), limits);
                PreparedRun.DeviceLane lane = lane(device, engine, spec);
                lanes.add(lane);
                requireDimension(spec, engine);
                WarmUp.of(engine, lane.batch());
            }
        } catch (RuntimeException | Error e) {
            lanes.forEach(lane -> lane.engine().close());
            throw e;
        }
        return new PreparedRun(lanes, true);
    }

    /** Before the first image: each of them would be computed, and refused by the master. */
    private static void requireDimension(RunSpec spec, PipelineEngine engine) {
        if (engine.dimension() != spec.getDimension()) {
            throw new ModelException(
                    ModelException.Code.PIPELINE_INVALID,
                    "The run wants rows of %d numbers, its pipeline makes rows of %d."
                            .formatted(spec.getDimension(), engine.dimension()));
        }
    }

    private static ModelRef find(RunSpec spec, StepSpec.Embed embed) {
        return spec.getModelsList().stream()
                .filter(m -> embed.model().isEmpty() || embed.model().get().equals(m.getId()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        ModelException.Code.PIPELINE_INVALID, "The run's pipeline needs a model that the run lacks."));
    }

    /** One engine without a model stands for all devices. */
    private PreparedRun simple(RunSpec spec, PipelineEngine engine) {
        requireDimension(spec, engine);
        List<String> all = slots.get().devices().stream()
                .flatMap(device -> device.slotIds().stream())
                .toList();
        return new PreparedRun(
                List.of(new PreparedRun.DeviceLane(engine, "none", all, Math.max(1, spec.getBatch()))), false);
    }

    private static PreparedRun.DeviceLane lane(SlotPlan.DeviceSlots device, PipelineEngine engine, RunSpec spec) {
        int usual = device.device() instanceof Device.Cuda ? GPU_BATCH : 1;
        return new PreparedRun.DeviceLane(
                engine,
                device.device().deviceClass(),
                device.slotIds(),
                spec.getBatch() == 0 ? usual : spec.getBatch());
    }
}
