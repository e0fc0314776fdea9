package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.models.ModelLibrary;
import io.facet.app.models.SmallOnnx;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Problem;
import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportModelTest {
    private final Background background = new Background(Runnable::run, Runnable::run, p -> {});

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private ImportModel model(ModelLibrary library) {
        return new ImportModel(library, background, new ImportModel.Outcome() {
            @Override
            public void taken(ModelCard card) {
                told.add(card.id());
            }

            @Override
            public void failed(Problem problem) {
                told.add(problem.code());
            }
        });
    }

    @Test
    void a_file_with_a_pinned_checksum_is_known() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder)) {
            ImportModel model = model(shelf.library());

            model.offer(shelf.file());

            assertThat(model.step().get()).isInstanceOfSatisfying(ImportModel.Step.Known.class, k -> {
                assertThat(k.card().id()).isEqualTo(ModelShelf.ID);
                assertThat(k.precision()).isEqualTo(Precision.FP32);
                assertThat(k.offer().inputs()).contains("64");
            });
        }
    }

    @Test
    void a_card_beside_the_file_makes_it_known() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder.resolve("other"))) {
            Path file = Files.write(folder.resolve("mine.onnx"), Builtin512.bytes());
            ModelCard card = shelf.library().catalogue().find(ModelShelf.ID);
            Files.writeString(folder.resolve("mine.yaml"), CardYaml.write(card).replaceAll("(?s)files:.*?input:", """
                            obtain: Ask.
                            input:"""));
            ModelLibrary library = ModelLibrary.open(FacetHome.under(folder));
            ImportModel model = model(library);

            model.offer(file);

            assertThat(model.step().get())
                    .isInstanceOfSatisfying(
                            ImportModel.Step.Known.class,
                            k -> assertThat(k.card().id()).isEqualTo(ModelShelf.ID));
            assertThat(library.catalogue().lookUp(ModelShelf.ID)).isEmpty();
        }
    }

    @Test
    void an_unknown_file_is_asked_about_and_taken_in_under_a_card_of_its_own() {
        var library = ModelLibrary.open(FacetHome.under(folder));
        ImportModel model = model(library);
        model.offer(SmallOnnx.write(folder.resolve("Small net.onnx")));

        ImportModel.Step.Asked asked = asked(model);
        assertThat(asked.cards()).isEmpty();
        model.take(asked, asked.model().proposal());

        assertThat(model.step().get()).isInstanceOf(ImportModel.Step.Closed.class);
        assertThat(told).containsExactly("small-net");
        ModelCard card = library.catalogue().find("small-net");
        assertThat(card.output().dimension()).isEqualTo(SmallOnnx.DIMENSION);
        assertThat(library.filesHere(card)).containsOnlyKeys(Precision.FP32);
        model.offer(folder.resolve("Small net.onnx"));
        assertThat(model.step().get()).isInstanceOf(ImportModel.Step.Known.class);
    }

    @Test
    void a_file_that_changes_meanwhile_is_refused_and_the_question_stands() throws IOException {
        var library = ModelLibrary.open(FacetHome.under(folder));
        ImportModel model = model(library);
        Path file = SmallOnnx.write(folder.resolve("small.onnx"));
        model.offer(file);
        ImportModel.Step.Asked asked = asked(model);
        SmallOnnx.open(file);

        model.take(asked, asked.model().proposal());

        assertThat(model.step().get()).isInstanceOfSatisfying(ImportModel.Step.Failed.class, f -> {
            assertThat(f.asked()).isEqualTo(asked);
            assertThat(f.problem().code()).isEqualTo("model-checksum");
        });
        assertThat(library.catalogue().lookUp("small")).isEmpty();
        assertThat(told).isEmpty();
    }

    private static ImportModel.Step.Asked asked(ImportModel model) {
        assertThat(model.step().get()).isInstanceOf(ImportModel.Step.Asked.class);
        return (ImportModel.Step.Asked) model.step().get();
    }

    @Test
    void cards_that_take_any_file_of_such_shapes_are_offered_too() {
        ImportModel model = model(ModelLibrary.open(FacetHome.under(folder)));

        model.offer(SmallOnnx.open(folder.resolve("open.onnx")));

        assertThat(asked(model).cards())
                .extracting(ModelCard::id)
                .contains("vggface2-resnet50")
                .doesNotContain("builtin-512", "sface");
    }

    @Test
    void a_file_that_is_no_model_is_refused_with_a_reason() throws IOException {
        ImportModel model = model(ModelLibrary.open(FacetHome.under(folder)));

        model.offer(Files.writeString(folder.resolve("page.onnx"), "<html>not found</html>"));

        assertThat(model.step().get())
                .isInstanceOfSatisfying(
                        ImportModel.Step.Refused.class,
                        r -> assertThat(r.problem().code()).isEqualTo("model-invalid"));
        model.close();
        assertThat(model.step().get()).isInstanceOf(ImportModel.Step.Closed.class);
    }
}
