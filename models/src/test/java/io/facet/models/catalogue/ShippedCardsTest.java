package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedCardsTest {

    static List<ModelCard> cards() {
        return ShippedCards.load();
    }

    @Test
    void listHoldsEveryCardOfTheFolder() throws Exception {
        try (Stream<Path> files = Files.list(resources())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            ShippedCards.IDS.stream().map(id -> id + ".yaml").toList());
        }
        assertThat(cards()).extracting(ModelCard::id).isEqualTo(ShippedCards.IDS);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void survivesItsWayToAnAgent(ModelCard card) {
        ModelCard received = CardYaml.parse(CardYaml.write(card), "card");
        assertThat(received).isEqualTo(card);
        assertThat(CardDigest.of(received)).isEqualTo(CardDigest.of(card));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void isEitherDownloadableOrSaysHowToGetIt(ModelCard card) {
        assertThat(card.files()).isNotEmpty();
        assertThat(card.files().stream().allMatch(ModelCard.ModelFile::downloadable)
                        || !card.obtain().isEmpty())
                .isTrue();
    }

    @Test
    void bothWaysToFeedVggFaceShareOneFileButNotOneDigest() {
        ModelCard reference = card("vggface2-resnet50");
        ModelCard old = card("vggface2-resnet50-squash-rgb");
        assertThat(old.weights()).isEqualTo(reference.weights()).isEqualTo("vggface2-resnet50");
        assertThat(CardDigest.of(old)).isNotEqualTo(CardDigest.of(reference));
        assertThat(card("vggface2-resnet50-bench").weights()).isEqualTo("vggface2-resnet50-bench");
    }

    @Test
    void mobilefacenetIsTheFileThatTheReferenceEmbeddingsWereMadeWith() throws Exception {
        Path file =
                Path.of(System.getProperty("facet.assets", "../shared/assets"), "models/mobilefacenet_dynbatch.onnx");
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is missing");
        byte[] bytes = Files.readAllBytes(file);
        ModelCard.ModelFile described = card("mobilefacenet").files().getFirst();
        assertThat(described.size()).isEqualTo(bytes.length);
        assertThat(described.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    private static ModelCard card(String id) {
        return cards().stream().filter(card -> card.id().equals(id)).findFirst().orElseThrow();
    }

    private static Path resources() throws URISyntaxException {
        Path card = Path.of(Objects.requireNonNull(ShippedCards.class.getResource("sface.yaml"))
                .toURI());
        return Objects.requireNonNull(card.getParent());
    }
}
