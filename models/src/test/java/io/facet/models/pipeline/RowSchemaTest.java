package io.facet.models.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.ModelException;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ShippedCards;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RowSchemaTest {
    private final Catalogue catalogue = Catalogue.load(ShippedCards.load(), Path.of("no-cards-here"));
    private final ModelCard vggface = catalogue.find("vggface2-resnet50");

    @Test
    void embeddingHasTheDimensionOfTheRunsModel() {
        assertThat(RowSchema.of(Pipelines.builtIn("embed"), vggface, catalogue::find)
                        .dimension())
                .isEqualTo(512);
    }

    @Test
    void modelThatAStepNamesComesBeforeTheRuns() {
        PipelineSpec pipeline =
                PipelineYaml.parse("id: a\ntitle: A\nsteps: [decode, {step: embed, model: sface}]", "text");
        assertThat(RowSchema.of(pipeline, vggface, catalogue::find).dimension()).isEqualTo(128);
    }

    @Test
    void stepsWithoutAModelStateTheirOwnDimension() {
        PipelineSpec pipeline = PipelineYaml.parse("id: a\ntitle: A\nsteps: [{step: noop, dimension: 3}]", "text");
        assertThat(RowSchema.of(pipeline).dimension()).isEqualTo(3);
        assertThat(RowSchema.of(pipeline, vggface, catalogue::find)).isEqualTo(RowSchema.of(pipeline));
        assertThat(RowSchema.of(Pipelines.builtIn("simulate")).dimension()).isEqualTo(512);
    }

    @Test
    void embeddingWithoutAModelIsRefused() {
        assertThatThrownBy(() -> RowSchema.of(Pipelines.builtIn("embed")))
                .isInstanceOf(ModelException.class)
                .hasMessage("the pipeline embed needs a model: give one with --model");
    }
}
