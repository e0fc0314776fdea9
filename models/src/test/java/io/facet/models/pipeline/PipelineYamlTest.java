package io.facet.models.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PipelineYamlTest {
    static final List<String> BUILT_IN = Pipelines.BUILT_IN;

    @Test
    void builtInPipelinesAreWhatTheirNamesSay() {
        assertThat(Pipelines.resolve("embed").steps())
                .containsExactly(new StepSpec.Decode(), new StepSpec.Embed(Optional.empty()));
        assertThat(Pipelines.resolve("noop").steps()).containsExactly(new StepSpec.Noop(512));
        assertThat(Pipelines.resolve("simulate").steps())
                .containsExactly(new StepSpec.Simulate(512, Duration.ofMillis(20)));
    }

    @ParameterizedTest
    @FieldSource("BUILT_IN")
    void builtInPipelinesSurviveTheirWayToAnAgent(String name) {
        PipelineSpec pipeline = Pipelines.builtIn(name);
        assertThat(pipeline.id()).isEqualTo(name);
        assertThat(PipelineYaml.parse(PipelineYaml.write(pipeline), "text")).isEqualTo(pipeline);
    }

    @Test
    void pipelinesOfUsersAreReadFromFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "id: mine\ntitle: Mine\nsteps: [decode, {step: embed, model: arcface-resnet100}]\n");
        PipelineSpec pipeline = Pipelines.resolve(file.toString());
        assertThat(pipeline.namedModels()).containsExactly("arcface-resnet100");
        assertThat(pipeline.needsModel()).isFalse();
        assertThat(Pipelines.resolve("embed").needsModel()).isTrue();
        assertThat(Pipelines.resolve("embed").namedModels()).isEmpty();
        assertFails(
                () -> Pipelines.resolve(folder.resolve("no.yaml").toString()),
                Code.PIPELINE_INVALID,
                folder.resolve("no.yaml") + ": does not exist");
    }

    @Test
    void unknownNamesAreToldWhatThereIs() {
        assertFails(
                () -> Pipelines.resolve("embet"),
                Code.PIPELINE_UNKNOWN,
                "no pipeline is called \"embet\"; did you mean embed? There are embed, noop, simulate, and files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [embed]                                            | p:3: the step embed takes pixels but the beginning gives an image file
        [decode]                                           | p:3: the steps end with pixels but must end with a row
        []                                                 | p:3: the steps end with an image file but must end with a row
        [decode, embed, embed]                             | p:3: the step embed takes pixels but the step embed gives a row
        [decode, detect]                                   | p:3: steps[2] is "detect" but must be one of decode, embed, noop, simulate
        [noop]                                             | p:3: the key "dimension" in steps[1] is missing
        [{step: noop, dimension: 0}]                       | p:3: steps[1].dimension is "0" but must be a whole number from 1 to 65536
        [{step: noop, dimension: 1, size: 2}]              | p:3: unknown key "size" in steps[1]; allowed are step, dimension
        [{step: simulate, dimension: 4}]                   | p:3: the key "ms-per-image" in steps[1] is missing
        [{step: simulate, dimension: 4, ms-per-image: -1}] | p:3: steps[1].ms-per-image is "-1" but must be a number from 0 to 60000
        [{dimension: 4}]                                   | p:3: the key "step" in steps[1] is missing
        [decode, {step: embed, model: "../x"}]             | p:3: steps[2].model is "../x" but must be 1 to 64 of a-z
        [decode, [embed]]                                  | p:3: steps[2] must be "key: value" lines
        embed                                              | p:3: steps must be a list
        """)
    void refusesWithOneLineThatSaysWhereAndWhat(String steps, String message) {
        assertFails(
                () -> PipelineYaml.parse("id: mine\ntitle: Mine\nsteps: " + steps + "\n", "p"),
                Code.PIPELINE_INVALID,
                message);
    }

    @Test
    void stepsAreBounded() {
        assertFails(
                () -> PipelineYaml.parse("id: a\ntitle: A\nsteps:\n" + "  - decode\n".repeat(33), "p"),
                Code.PIPELINE_INVALID,
                "steps has 33 entries; at most 32 are allowed");
    }

    @Property(tries = 200)
    void writtenPipelinesReadBackEqual(@ForAll("pipelines") PipelineSpec pipeline) {
        assertThat(PipelineYaml.parse(PipelineYaml.write(pipeline), "p")).isEqualTo(pipeline);
    }

    @Provide
    Arbitrary<PipelineSpec> pipelines() {
        Arbitrary<Integer> dimension = Arbitraries.integers().between(1, 65536);
        Arbitrary<Duration> duration =
                Arbitraries.longs().between(0, 60_000_000_000L).map(Duration::ofNanos);
        Arbitrary<List<StepSpec>> steps = Arbitraries.oneOf(
                Arbitraries.of(Optional.<String>empty(), Optional.of("sface"), Optional.of("1e5"))
                        .map(model -> List.of(new StepSpec.Decode(), new StepSpec.Embed(model))),
                dimension.map(d -> List.of(new StepSpec.Noop(d))),
                Combinators.combine(dimension, duration).as((d, t) -> List.of(new StepSpec.Simulate(d, t))));
        return Combinators.combine(Arbitraries.of("a", "0x1f", "true", "no-1"), steps)
                .as((id, list) -> new PipelineSpec(id, "Title: " + id + " # é", list));
    }

    private static void assertFails(Runnable work, Code code, String message) {
        assertThatThrownBy(work::run)
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
    }
}
