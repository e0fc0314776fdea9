package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.models.GraphFacts;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Task;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewModelTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final GraphFacts CLEAR = facts(Layout.NCHW, 128, 3, 112, 96);
    private static final GraphFacts OPEN = facts(null, GraphFacts.OPEN, 0, 0, 0);

    private static GraphFacts facts(@Nullable Layout layout, int dimension, Integer... axes) {
        return new GraphFacts(
                false, List.of(axes), layout, List.of(new GraphFacts.Output("row", "float32[n,x]", dimension)));
    }

    private static NewModel model(GraphFacts facts, String fileName) {
        return new NewModel(facts, fileName, SHA256, 1234, Set.of("sface", "my-net"));
    }

    /** Answers of which tests change one. */
    private static NewModel.Answers answers(String title, String id, String side, String numbers, String dimension) {
        return new NewModel.Answers(
                title,
                id,
                Task.IMAGE_EMBEDDING,
                Layout.NHWC,
                side,
                side,
                Fit.SHORT_SIDE_CENTRE_CROP,
                Colours.BGR,
                Scaling.OWN,
                numbers,
                numbers,
                0,
                dimension,
                Normalise.NONE,
                " MIT ");
    }

    @Test
    void what_the_graph_says_is_not_asked_and_the_proposal_is_a_card() {
        NewModel model = model(CLEAR, "My Net.v2.ONNX");
        NewModel.Answers proposal = model.proposal();

        assertThat(model.problems(proposal)).isEmpty();
        ModelCard card = model.card(proposal);
        assertThat(card.id()).isEqualTo("my-net-v2");
        assertThat(card.title()).isEqualTo("My Net.v2");
        assertThat(card.input().width()).isEqualTo(96);
        assertThat(card.input().height()).isEqualTo(112);
        assertThat(card.output().dimension()).isEqualTo(128);
        assertThat(card.licence()).isEqualTo("None stated");
        assertThat(card.files()).singleElement().satisfies(f -> {
            assertThat(f.sha256()).isEqualTo(SHA256);
            assertThat(f.size()).isEqualTo(1234);
        });
        assertThat(CardYaml.parse(CardYaml.write(card), "test")).isEqualTo(card);
    }

    @Test
    void answers_fill_what_the_graph_leaves_open() {
        NewModel model = model(OPEN, "x.onnx");

        assertThat(model.problems(model.proposal()))
                .containsOnlyKeys(NewModel.Field.WIDTH, NewModel.Field.HEIGHT, NewModel.Field.DIMENSION);
        NewModel.Answers answers = answers(" A net ", "a-net", " 160", "1, 2.5 ;3", "256");
        assertThat(model.problems(answers)).isEmpty();
        ModelCard card = model.card(answers);
        assertThat(CardYaml.parse(CardYaml.write(card), "test")).isEqualTo(card);
        assertThat(card.title()).isEqualTo("A net");
        assertThat(card.licence()).isEqualTo("MIT");
        assertThat(card.input().layout()).isEqualTo(Layout.NHWC);
        assertThat(card.input().width()).isEqualTo(160);
        assertThat(card.input().mean()).containsExactly(1.0, 2.5, 3.0);
        assertThat(card.output().dimension()).isEqualTo(256);
        assertThat(card.output().normalise()).isEqualTo(Normalise.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "'',ok,8,1,2,TITLE",
                "' ',ok,8,1,2,TITLE",
                "'two\nlines',ok,8,1,2,TITLE",
                "T,Ok,8,1,2,ID",
                "T,'',8,1,2,ID",
                "T,../up,8,1,2,ID",
                "T,sface,8,1,2,ID",
                "T,ok,0,1,2,WIDTH",
                "T,ok,4097,1,2,HEIGHT",
                "T,ok,8.5,1,2,WIDTH",
                "T,ok,-8,1,2,WIDTH",
                "T,ok,8,'1,2',2,MEAN",
                "T,ok,8,many,2,MEAN",
                "T,ok,8,NaN,2,STD",
                "T,ok,8,1e999,2,STD",
                "T,ok,8,0,2,STD",
                "T,ok,8,1,0,DIMENSION",
                "T,ok,8,1,65537,DIMENSION",
                "T,ok,8,1,99999999999999999999,DIMENSION",
            })
    void a_wrong_answer_is_named(
            String title, String id, String side, String numbers, String dimension, NewModel.Field field) {
        assertThat(model(OPEN, "x.onnx").problems(answers(title, id, side, numbers, dimension)))
                .containsKey(field);
    }

    @ParameterizedTest
    @CsvSource({
        "my net.onnx,my-net-2,my net",
        "模型.onnx,model,模型",
        "--.onnx,model,--",
        "Ä_b__c.onnx,b-c,Ä b c",
        "noending,noending,noending"
    })
    void names_are_made_of_the_file_name(String fileName, String id, String title) {
        NewModel.Answers proposal = model(CLEAR, fileName).proposal();

        assertThat(proposal.id()).isEqualTo(id);
        assertThat(proposal.title()).isEqualTo(title);
    }

    @Test
    void a_very_long_file_name_makes_names_that_fit() {
        NewModel.Answers proposal = model(CLEAR, "a".repeat(250) + ".onnx").proposal();

        assertThat(model(CLEAR, "x.onnx").problems(proposal)).isEmpty();
    }

    @Test
    void presets_follow_the_order_of_the_colours() {
        assertThat(Scaling.IMAGENET.mean(Colours.RGB)).containsExactly(123.675, 116.28, 103.53);
        assertThat(Scaling.IMAGENET.std(Colours.BGR)).containsExactly(57.375, 57.12, 58.395);
        assertThat(Scaling.VGGFACE2.mean(Colours.BGR)).containsExactly(91.4953, 103.8827, 131.0912);
        assertThat(Scaling.SIGNED.mean(Colours.GREY)).containsExactly(127.5);
        assertThat(Scaling.IMAGENET.fits(Colours.GREY)).isFalse();
        assertThat(Scaling.VGGFACE2.fits(Colours.GREY)).isFalse();
        assertThat(Scaling.OWN.fits(Colours.GREY)).isTrue();
        assertThat(Scaling.UNIT.fits(Colours.GREY)).isTrue();
    }

    @Test
    void colours_are_offered_as_the_channels_allow() {
        NewModel grey = model(facts(Layout.NHWC, 128, 64, 64, 1), "x.onnx");

        assertThat(grey.colours(Layout.NHWC)).containsExactly(Colours.GREY);
        assertThat(grey.proposal().colours()).isEqualTo(Colours.GREY);
        assertThat(model(CLEAR, "x.onnx").colours(Layout.NCHW)).containsExactly(Colours.RGB, Colours.BGR);
        assertThat(model(OPEN, "x.onnx").colours(Layout.NCHW)).hasSize(3);
    }
}
