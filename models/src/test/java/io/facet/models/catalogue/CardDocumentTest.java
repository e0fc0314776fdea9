package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ModelCard.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/model-cards.md offers is what a card may say. */
class CardDocumentTest {
    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of("task", Task.values()),
                Arguments.of("- precision", Precision.values()),
                Arguments.of("layout", Layout.values()),
                Arguments.of("colours", Colours.values()),
                Arguments.of("fit", Fit.values()),
                Arguments.of("interpolation", Interpolation.values()),
                Arguments.of("normalise", Normalise.values()));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceIsInTheDocument(String key, Enum<?>[] values) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/model-cards.md"));
        String line = lines.stream()
                .filter(l -> l.strip().startsWith(key + ":"))
                .findFirst()
                .orElseThrow();
        List<String> words = Arrays.asList(line.split("[^a-z0-9-]+"));

        assertThat(words)
                .containsAll(Arrays.stream(values)
                        .map(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }
}
