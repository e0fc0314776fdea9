package io.facet.models.pipeline;

import io.facet.models.ModelException;
import io.facet.models.yaml.YamlMap;
import io.facet.models.yaml.YamlNode;
import io.facet.models.yaml.YamlProblem;
import io.facet.models.yaml.YamlReader;
import io.facet.models.yaml.YamlWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pipelines as YAML text and back. Agents receive a run's pipeline as such text, so it is checked like a user's file. */
public final class PipelineYaml {
    private static final int MAX_STEPS = 32;

    private PipelineYaml() {}

    /**
     * Reads a pipeline.
     *
     * @param origin what to call the text in messages
     * @throws ModelException {@code PIPELINE_INVALID}: one line with the origin, the line number and what to do
     */
    public static PipelineSpec parse(String text, String origin) {
        try {
            return read(text);
        } catch (YamlProblem e) {
            throw new ModelException(ModelException.Code.PIPELINE_INVALID, e.at(origin), e);
        }
    }

    /** Reads a pipeline from a file; see {@link #parse}. */
    public static PipelineSpec load(Path file) {
        try {
            return read(YamlReader.text(file));
        } catch (YamlProblem e) {
            throw new ModelException(ModelException.Code.PIPELINE_INVALID, e.at(file.toString()), e);
        }
    }

    static PipelineSpec read(String text) {
        YamlMap map = YamlReader.read(text).map().only("id", "title", "steps");
        YamlNode list = map.get("steps");
        List<StepSpec> steps =
                list.list().atMost(MAX_STEPS).stream().map(StepYaml::read).toList();
        PipelineSpec.mismatch(steps).ifPresent(message -> {
            throw new YamlProblem(list.line(), message);
        });
        return new PipelineSpec(
                StepYaml.id(map.get("id")), map.get("title").scalar().text(100), steps);
    }

    /** The pipeline as text that {@link #parse} reads back to an equal one; equal pipelines give equal texts. */
    public static String write(PipelineSpec pipeline) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", pipeline.id());
        out.put("title", pipeline.title());
        out.put("steps", pipeline.steps().stream().map(StepYaml::write).toList());
        return YamlWriter.write(out);
    }
}
