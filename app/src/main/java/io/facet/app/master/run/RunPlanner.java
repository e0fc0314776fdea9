package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.output.RowFormat;
import io.facet.app.models.ModelLibrary;
import io.facet.models.catalogue.CardDigest;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.image.ImageLimits;
import io.facet.models.pipeline.PipelineSpec;
import io.facet.models.pipeline.PipelineYaml;
import io.facet.models.pipeline.Pipelines;
import io.facet.models.pipeline.RowSchema;
import io.facet.models.store.ResolvedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks up everything that a request names, so that a run which starts has all it needs. Thread-safe. */
public final class RunPlanner {
    private final ModelLibrary library;

    public RunPlanner(ModelLibrary library) {
        this.library = library;
    }

    /**
     * The plan for a request.
     *
     * @throws UserException DATASET_MISSING, or USAGE if the pipeline has no use for the model
     * @throws io.facet.models.ModelException if pipeline or model is unknown or the model's file is not here
     */
    public RunPlan plan(RunRequest request) {
        Path dataset = real(request.dataset());
        PipelineSpec pipeline = pipeline(request);
        String text = PipelineYaml.write(pipeline);
        Optional<ResolvedModel> model = model(request, pipeline);
        RowSchema schema = model.map(m -> RowSchema.of(pipeline, m.card(), library.catalogue()::find))
                .orElseGet(() -> RowSchema.of(pipeline));
        OutputRequest output = new OutputRequest(
                OutputFiles.of(request.csv()),
                request.mode(),
                request.retryFailed(),
                request.ordered(),
                new RowFormat(schema.dimension(), request.floats()),
                dataset.toString(),
                new Manifest.Pipeline(pipeline.id(), sha256(text)),
                model.map(RunPlanner::stamp).orElse(null));
        return new RunPlan(
                dataset,
                output,
                text,
                model.map(m -> List.of(planned(m))).orElse(List.of()),
                request.precision(),
                request.batch(),
                request.agents(),
                new RunPlan.ImageLimits(ImageLimits.DEFAULT.maxBytes(), ImageLimits.DEFAULT.maxPixels()));
    }

    /** Whether the run works with the built-in model because the request names none. */
    public boolean usesDefaultModel(RunRequest request) {
        return request.model() == null && pipeline(request).needsModel();
    }

    private static PipelineSpec pipeline(RunRequest request) {
        return Pipelines.resolve(request.pipeline() == null ? "embed" : request.pipeline());
    }

    private static Path real(Path dataset) {
        try {
            return dataset.toRealPath();
        } catch (IOException e) {
            throw new UserException(
                    UserException.Code.DATASET_MISSING,
                    "There is no folder %s. Give --dataset an existing folder of images."
                            .formatted(dataset.toAbsolutePath().normalize()),
                    e);
        }
    }

    /** The model that the rows come from: the one that the pipeline names, or the run's. */
    private Optional<ResolvedModel> model(RunRequest request, PipelineSpec pipeline) {
        Precision precision = Precision.valueOf(request.precision().toUpperCase(Locale.ROOT));
        if (pipeline.needsModel()) {
            String wanted = request.model() == null ? ModelLibrary.DEFAULT_MODEL : request.model();
            return Optional.of(library.resolver().resolve(wanted, precision));
        }
        if (request.model() != null) {
            throw new UserException(
                    UserException.Code.USAGE,
                    "--model %s would be ignored: the pipeline %s %s. Leave out --model, or choose another pipeline."
                            .formatted(
                                    request.model(),
                                    pipeline.id(),
                                    pipeline.namedModels().isEmpty()
                                            ? "works without a model"
                                            : "names its model itself, " + String.join(", ", pipeline.namedModels())));
        }
        return pipeline.namedModels().stream()
                .findFirst()
                .map(id -> library.resolver().resolve(id, precision));
    }

    private static Manifest.Model stamp(ResolvedModel model) {
        return new Manifest.Model(
                model.card().id(),
                CardDigest.of(model.card()),
                model.file().sha256(),
                model.precision().name().toLowerCase(Locale.ROOT));
    }

    private static RunPlan.PlannedModel planned(ResolvedModel model) {
        return new RunPlan.PlannedModel(
                model.card().id(),
                CardYaml.write(model.card()),
                model.file().sha256(),
                model.file().size(),
                model.file().path());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
