package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model a run works with, and what is said about it. */
class RunPlannerTest {
    private final Path folder;
    private final RunPlanner planner;

    RunPlannerTest(@TempDir Path folder) {
        this.folder = folder;
        this.planner = new RunPlanner(ModelLibrary.open(new FacetHome(
                folder.resolve("state"),
                folder.resolve("models"),
                folder.resolve("cache"),
                folder.resolve("logs"),
                folder.resolve("documents"))));
    }

    private RunRequest request(@Nullable String pipeline, @Nullable String model) {
        return new RunRequest(
                folder,
                folder.resolve("out.csv"),
                pipeline,
                model,
                "fp32",
                0,
                0,
                OutputRequest.Mode.NEW,
                false,
                false,
                FloatText.SHORTEST);
    }

    private String pipeline(String embed) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), """
                id: mine
                title: Mine
                steps:
                  - step: decode
                  - step: embed
                """ + embed).toString();
    }

    private String refused(RunRequest request) {
        UserException e = catchThrowableOfType(UserException.class, () -> planner.plan(request));
        assertThat(e.code()).isEqualTo(UserException.Code.USAGE);
        return e.getMessage();
    }

    @Test
    void modelThatThePipelineHasNoUseForIsRefused() throws IOException {
        assertThat(refused(request("noop", "sface"))).contains("--model sface", "noop works without a model");
        assertThat(refused(request(pipeline("    model: sface\n"), "x.onnx")))
                .contains("--model x.onnx", "mine names its model itself, sface");
    }

    @Test
    void whoeverNamesNoModelGetsTheBuiltInOneAndIsTold() throws IOException {
        assertThat(planner.usesDefaultModel(request(null, null))).isTrue();
        assertThat(planner.usesDefaultModel(request(pipeline(""), null))).isTrue();
        assertThat(planner.usesDefaultModel(request(pipeline(""), "sface"))).isFalse();
        assertThat(planner.usesDefaultModel(request(pipeline("    model: sface\n"), null)))
                .isFalse();
        assertThat(planner.usesDefaultModel(request("noop", null))).isFalse();
    }
}
