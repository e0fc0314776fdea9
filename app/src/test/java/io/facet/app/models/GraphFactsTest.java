package io.facet.app.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.ModelException;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.onnx.Dimension;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.OnnxSummary;
import io.facet.models.onnx.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFactsTest {
    private static final TensorInfo IMAGE = TensorInfo.batch("image", ElementType.FLOAT32, 3, 112, 96);
    private static final TensorInfo ROW = TensorInfo.batch("row", ElementType.FLOAT32, 512);

    private static OnnxSummary summary(List<TensorInfo> inputs, List<TensorInfo> outputs) {
        return new OnnxSummary(8, "test", "", Map.of("", 17L), inputs, outputs, Map.of(), 100);
    }

    private static TensorInfo image(String... axes) {
        return new TensorInfo(
                "image",
                ElementType.FLOAT32,
                Arrays.stream(axes)
                        .map(a -> a.matches("[0-9]+")
                                ? new Dimension.Fixed(Long.parseLong(a))
                                : (Dimension) new Dimension.Dynamic(a))
                        .toList());
    }

    private static GraphFacts facts(TensorInfo input, TensorInfo... outputs) {
        return GraphFacts.of(summary(List.of(input), List.of(outputs)));
    }

    @ParameterizedTest
    @CsvSource({
        "n,3,112,96,NCHW",
        "n,112,96,3,NHWC",
        "1,1,64,64,NCHW",
        "n,64,64,1,NHWC",
        "n,3,h,w,NCHW",
        "n,h,w,3,NHWC",
        "n,c,112,96,NCHW",
        "n,112,96,c,NHWC",
        "n,3,112,3,",
        "n,c,h,w,",
        "n,c,112,c,"
    })
    void the_layout_follows_from_where_one_or_three_channels_can_be(
            String batch, String first, String second, String third, Layout layout) {
        assertThat(facts(image(batch, first, second, third), ROW).layout()).isEqualTo(layout);
    }

    @Test
    void sizes_are_read_in_the_order_of_the_layout() {
        GraphFacts facts = facts(IMAGE, ROW);

        assertThat(facts.channels(Layout.NCHW)).isEqualTo(3);
        assertThat(facts.height(Layout.NCHW)).isEqualTo(112);
        assertThat(facts.width(Layout.NCHW)).isEqualTo(96);
        assertThat(facts.width(Layout.NHWC)).isEqualTo(112);
        assertThat(facts.outputs()).singleElement().satisfies(o -> {
            assertThat(o.name()).isEqualTo("row");
            assertThat(o.dimension()).isEqualTo(512);
        });
    }

    @Test
    void only_outputs_that_a_run_would_take_are_offered() {
        TensorInfo labels = TensorInfo.batch("labels", ElementType.INT64, 512);
        TensorInfo loss = TensorInfo.fixed("loss", ElementType.FLOAT32, 1);
        TensorInfo logits = TensorInfo.batch("logits", ElementType.FLOAT32, 10);
        TensorInfo again = TensorInfo.batch("again", ElementType.FLOAT16, 2, 256);
        TensorInfo map = TensorInfo.batch("map", ElementType.FLOAT32, 64, 1000, 1000);

        assertThat(facts(IMAGE, labels, loss, map, ROW, logits, again).outputs())
                .extracting(GraphFacts.Output::name)
                .containsExactly("row", "logits");
    }

    @Test
    void an_output_of_unknown_length_stands_in_front_of_all_others() {
        TensorInfo open = new TensorInfo("open", ElementType.FLOAT32, null);

        assertThat(facts(IMAGE, open, ROW).outputs()).singleElement().satisfies(o -> {
            assertThat(o.name()).isEqualTo("open");
            assertThat(o.dimension()).isEqualTo(GraphFacts.OPEN);
        });
    }

    @Test
    void a_model_that_no_card_could_feed_is_refused_with_a_reason() {
        assertRefused(summary(List.of(IMAGE, ROW), List.of(ROW)), "2 inputs");
        assertRefused(summary(List.of(), List.of(ROW)), "0 inputs");
        assertRefused(summary(List.of(image("n", "512")), List.of(ROW)), "a height, a width");
        assertRefused(summary(List.of(image("n", "4", "112", "112")), List.of(ROW)), "1 or 3 channels");
        assertRefused(summary(List.of(image("n", "3", "5000", "5000")), List.of(ROW)), "4096");
        TensorInfo bytes = TensorInfo.batch("image", ElementType.UINT8, 3, 112, 112);
        assertRefused(summary(List.of(bytes), List.of(ROW)), "floats");
        TensorInfo classes = TensorInfo.batch("class", ElementType.INT64, 1);
        assertRefused(summary(List.of(IMAGE), List.of(classes)), "nothing to write");
    }

    private static void assertRefused(OnnxSummary summary, String reason) {
        assertThatThrownBy(() -> GraphFacts.of(summary))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.code()).isEqualTo(ModelException.Code.MODEL_INVALID))
                .hasMessageContaining(reason);
    }
}
