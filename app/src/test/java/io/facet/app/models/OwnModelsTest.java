package io.facet.app.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.ModelException;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.store.Progress;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that the user adds to the library. */
class OwnModelsTest {
    @TempDir
    private Path folder;

    private FacetHome home;
    private ModelLibrary library;
    private Path file;

    @BeforeEach
    void open() {
        home = FacetHome.under(folder);
        library = ModelLibrary.open(home);
        file = SmallOnnx.write(folder.resolve("small.onnx"));
    }

    static ModelCard card(String id) {
        return CardYaml.parse("""
                id: %s
                title: Small
                summary: Returns its pixels.
                task: image-embedding
                licence: MIT
                obtain: Make it.
                input:
                  layout: nchw
                  width: 8
                  height: 8
                  colours: rgb
                  fit: squash
                  interpolation: area
                  mean: [0, 0, 0]
                  std: [255, 255, 255]
                output:
                  dimension: 192
                  normalise: none
                """.formatted(id), "test");
    }

    private long cards() throws IOException {
        try (Stream<Path> files = Files.list(home.models().resolve("cards"))) {
            return files.count();
        }
    }

    @Test
    void a_new_model_is_known_at_once_and_to_every_later_process() {
        library.takeNew(file, card("small"), Precision.FP32, Progress.NONE);

        assertThat(library.resolver().resolve("small", Precision.FP32).file().path())
                .hasSameBinaryContentAs(file);
        assertThat(library.isOwn(card("small"))).isTrue();
        ModelLibrary later = ModelLibrary.open(home);
        assertThat(later.catalogue().find("small")).isEqualTo(card("small"));
        assertThat(later.filesHere(later.catalogue().find("small"))).containsOnlyKeys(Precision.FP32);
    }

    @Test
    void its_id_is_nobody_elses_and_the_same_card_may_come_again() throws IOException {
        library.takeNew(file, card("small"), Precision.FP32, Progress.NONE);
        library.takeNew(file, card("small"), Precision.FP32, Progress.NONE);
        assertThat(cards()).isEqualTo(1);

        ModelCard other = CardYaml.parse(CardYaml.write(card("small")).replace("192", "191"), "test");
        assertThatThrownBy(() -> library.takeNew(file, other, Precision.FP32, Progress.NONE))
                .hasMessageContaining("small")
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> library.takeNew(file, card("sface"), Precision.FP32, Progress.NONE))
                .hasMessageContaining("sface");
        assertThat(cards()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_not_taken_leaves_no_card() throws IOException {
        Path page = Files.writeString(folder.resolve("page.onnx"), "<html>");

        assertThatThrownBy(() -> library.takeNew(page, card("small"), Precision.FP32, Progress.NONE))
                .isInstanceOf(ModelException.class);

        assertThat(library.catalogue().lookUp("small")).isEmpty();
        assertThat(home.models().resolve("cards")).doesNotExist();
    }

    @Test
    void a_card_that_is_there_under_another_name_is_not_overwritten() throws IOException {
        Path cards = Files.createDirectories(home.models().resolve("cards"));
        Files.writeString(cards.resolve("small.yaml"), "a note of the user's");

        library.takeNew(file, card("small"), Precision.FP32, Progress.NONE);

        assertThat(cards.resolve("small.yaml")).hasContent("a note of the user's");
        assertThat(library.catalogue().find("small").title()).isEqualTo("Small");
        library.remove(card("small"));
        assertThat(cards()).isEqualTo(1);
    }

    @Test
    void removing_it_takes_the_card_along_and_the_file_unless_another_card_needs_it() throws IOException {
        ModelCard second =
                CardYaml.parse(CardYaml.write(card("second")).replaceAll("weights: .*", "weights: small"), "test");
        library.takeNew(file, card("small"), Precision.FP32, Progress.NONE);
        Files.writeString(home.models().resolve("cards/any name.yml"), CardYaml.write(second));
        library.reload();
        assertThat(library.filesHere(second)).containsOnlyKeys(Precision.FP32);

        library.remove(second);
        assertThat(library.catalogue().lookUp("second")).isEmpty();
        assertThat(library.filesHere(library.catalogue().find("small"))).containsOnlyKeys(Precision.FP32);

        library.remove(card("small"));
        assertThat(library.catalogue().lookUp("small")).isEmpty();
        assertThat(library.store().list()).isEmpty();
        assertThat(cards()).isZero();
    }

    @Test
    void removing_a_shipped_model_leaves_its_card() {
        library.remove(library.catalogue().find("sface"));

        assertThat(library.catalogue().lookUp("sface")).isPresent();
    }
}
