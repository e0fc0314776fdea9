package io.facet.app.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Texts;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ShippedCards;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CardWordsTest {
    private final CardWords words = new CardWords(new Texts(Locale.ENGLISH));

    private static ModelCard card(String id) {
        return ShippedCards.load().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void steps_say_what_the_card_says() {
        assertThat(words.steps(card("vggface2-resnet50")))
                .extracting(CardWords.Step::words)
                .containsExactly(
                        "JPEG, PNG, WebP, BMP, TIFF · turned upright",
                        "short side to 224, centre 224 × 224 · bilinear, antialiased",
                        "BGR · minus 91.5, 103.9, 131.1",
                        "512 numbers · length 1");
        assertThat(words.steps(card("sface")).get(2).words()).isEqualTo("RGB · pixels as they are, 0 to 255");
        assertThat(words.steps(card("mobilefacenet")).get(2).words()).contains("divided by 58.4, 57.1, 57.4");
    }

    @Test
    void licences_that_bind_or_are_unknown_are_marked() {
        assertThat(words.licence(card("vggface2-resnet50"))).isEqualTo(new CardWords.Licence("Non-commercial", true));
        assertThat(words.licence(card("arcface-resnet100"))).isEqualTo(new CardWords.Licence("Non-commercial", true));
        assertThat(words.licence(card("mobilefacenet"))).isEqualTo(new CardWords.Licence("Not stated", true));
        assertThat(words.licence(card("sface"))).isEqualTo(new CardWords.Licence("Apache-2.0", false));
        assertThat(words.licence(card("builtin-512"))).isEqualTo(new CardWords.Licence("Apache-2.0", false));
    }

    @Test
    void sources_are_places_and_links_are_found_in_text() {
        assertThat(words.source(card("builtin-512"))).isEqualTo("Built in");
        assertThat(words.source(card("sface"))).isEqualTo("github.com");
        assertThat(words.source(card("vggface2-resnet50"))).isEqualTo("Keras weights");
        assertThat(words.link(card("vggface2-resnet50")))
                .contains("https://github.com/WeidiXie/Keras-VGGFace2-ResNet50");
        assertThat(words.link(card("builtin-512"))).isEmpty();
    }
}
