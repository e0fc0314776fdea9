package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.models.ModelLibrary;
import io.facet.app.ui.common.Background;
import io.facet.models.builtin.Builtin512;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportModelTest {
    private final Background background = new Background(Runnable::run, Runnable::run, p -> {});

    @TempDir
    private Path folder;

    @Test
    void a_file_with_a_pinned_checksum_is_known() throws IOException {
        try (ModelShelf shelf = new ModelShelf(folder)) {
            ImportModel model = new ImportModel(shelf.library(), background);

            model.offer(shelf.file());

            assertThat(model.step().get()).isInstanceOfSatisfying(ImportModel.Step.Offered.class, o -> {
                assertThat(o.known()).isNotNull().extracting(ModelCard::id).isEqualTo(ModelShelf.ID);
                assertThat(o.precision()).isEqualTo(Precision.FP32);
                assertThat(o.inputs()).contains("64");
            });
        }
    }

    @Test
    void the_user_is_asked_about_a_file_that_says_nothing_with_fitting_cards_first() throws IOException {
        var library = ModelLibrary.open(FacetHome.under(folder));
        ImportModel model = new ImportModel(library, background);
        Path file = Files.write(folder.resolve("unknown.onnx"), Builtin512.bytes());

        model.offer(file);

        assertThat(model.step().get()).isInstanceOfSatisfying(ImportModel.Step.Offered.class, o -> {
            assertThat(o.known()).isNull();
            assertThat(o.cards())
                    .extracting(ModelCard::id)
                    .doesNotContain("builtin-512")
                    .contains("sface");
        });
    }

    @Test
    void a_file_that_is_no_model_is_refused_with_a_reason() throws IOException {
        ImportModel model = new ImportModel(ModelLibrary.open(FacetHome.under(folder)), background);

        model.offer(Files.writeString(folder.resolve("page.onnx"), "<html>not found</html>"));

        assertThat(model.step().get())
                .isInstanceOfSatisfying(
                        ImportModel.Step.Refused.class,
                        r -> assertThat(r.problem().code()).isEqualTo("model-invalid"));
        model.close();
        assertThat(model.step().get()).isInstanceOf(ImportModel.Step.Closed.class);
    }
}
