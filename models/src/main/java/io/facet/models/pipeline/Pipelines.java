package io.facet.models.pipeline;

import io.facet.models.ModelException;
import io.facet.models.catalogue.NearestIds;
import io.facet.models.yaml.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The pipelines that come with Facet, and what {@code --pipeline NAME|FILE} means. */
public final class Pipelines {

    /** Names of the built-in pipelines: resources beside this class. */
    public static final List<String> BUILT_IN = List.of("embed", "noop", "simulate");

    private Pipelines() {}

    /**
     * The pipeline that the user means.
     *
     * @param nameOrFile a built-in name, or a path: something with a slash or a backslash, or that ends in .yaml or .yml
     * @throws ModelException {@code PIPELINE_UNKNOWN} naming those that there are, or {@code PIPELINE_INVALID}
     */
    public static PipelineSpec resolve(String nameOrFile) {
        return isPath(nameOrFile) ? PipelineYaml.load(path(nameOrFile)) : builtIn(nameOrFile);
    }

    /**
     * The built-in pipeline of that name.
     *
     * @throws ModelException {@code PIPELINE_UNKNOWN} naming those that there are
     */
    public static PipelineSpec builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            List<String> near = NearestIds.of(name, BUILT_IN);
            throw new ModelException(
                    ModelException.Code.PIPELINE_UNKNOWN,
                    "no pipeline is called " + Quoted.of(name)
                            + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?") + " There are "
                            + String.join(", ", BUILT_IN) + ", and files of your own (NAME.yaml)");
        }
        String resource = name + ".yaml";
        try (InputStream in = Pipelines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the pipeline " + resource + " is missing from this build");
            }
            return PipelineYaml.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPath(String text) {
        return text.contains("/") || text.contains("\\") || text.endsWith(".yaml") || text.endsWith(".yml");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ModelException(
                    ModelException.Code.PIPELINE_UNKNOWN, Quoted.of(text) + " is not a path of this computer", e);
        }
    }
}
