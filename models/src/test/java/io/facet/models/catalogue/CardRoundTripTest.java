package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ModelCard.Task;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardRoundTripTest {

    @Property(tries = 500)
    void writtenCardsReadBackEqual(@ForAll("cards") ModelCard card) {
        assertThat(CardYaml.parse(CardYaml.write(card), "card")).isEqualTo(card);
    }

    @Property(tries = 2000)
    void anyTextIsEitherACardOrAOneLineMessage(@ForAll("soup") String text) {
        try {
            CardYaml.parse(text, "card");
        } catch (io.facet.models.ModelException e) {
            assertThat(e.getMessage()).startsWith("card").doesNotContain("\n", "\r", "\u001b");
        }
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> piece =
                Arbitraries.of(Cards.MINIMAL.lines().map(line -> line + "\n").toArray(String[]::new));
        Arbitrary<String> noise = Arbitraries.of(
                "- ",
                ": ",
                "\n",
                "  ",
                "[",
                "]",
                "{",
                "}",
                "&a ",
                "*a ",
                "!!x ",
                "|\n",
                ">-\n",
                "'",
                "\"",
                "\u001b",
                "\t",
                "# ",
                "---\n",
                "...\n",
                "? ",
                "%YAML 1.2\n",
                "é",
                "\ud83d\ude00",
                "0",
                "~");
        return Arbitraries.oneOf(piece, noise).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<ModelCard> cards() {
        Arbitrary<ImageInput> input = Combinators.combine(
                        Arbitraries.of(Layout.class),
                        Arbitraries.integers().between(1, 4096).tuple2(),
                        Arbitraries.of(Colours.class),
                        Arbitraries.of(Fit.class),
                        Arbitraries.of(Interpolation.class),
                        Arbitraries.doubles()
                                .between(-1e6, 1e6)
                                .ofScale(9)
                                .list()
                                .ofSize(3),
                        Arbitraries.doubles()
                                .between(1e-5, 1e6)
                                .ofScale(9)
                                .list()
                                .ofSize(3),
                        Arbitraries.of(0, 2, 3, 8))
                .as((layout, size, colours, fit, interpolation, mean, std, scaled) -> new ImageInput(
                        layout,
                        size.get1(),
                        size.get2(),
                        colours,
                        fit,
                        interpolation,
                        mean.subList(0, colours.channels()),
                        std.subList(0, colours.channels()),
                        scaled));
        Arbitrary<String> id = Arbitraries.strings()
                .withChars("abz09-")
                .ofMinLength(0)
                .ofMaxLength(20)
                .map(s -> "m" + s);
        return Combinators.combine(
                        id.tuple2(),
                        texts().tuple4(),
                        Arbitraries.of(Task.class),
                        Arbitraries.of(List.<ModelFile>of(), FILES, FILES.subList(0, 1)),
                        input,
                        Arbitraries.integers().between(1, 65536),
                        Arbitraries.doubles().between(-1, 1).ofScale(6).injectNull(0.3),
                        texts().list().ofMaxSize(3))
                .as((ids, text, task, files, in, dimension, threshold, accuracy) -> new ModelCard(
                        ids.get1(),
                        text.get1(),
                        text.get2(),
                        task,
                        text.get3(),
                        text.get4(),
                        ids.get2(),
                        files,
                        text.get1(),
                        in,
                        new EmbeddingOutput(dimension, Normalise.L2),
                        threshold,
                        accuracy));
    }

    private static final List<ModelFile> FILES = List.of(
            new ModelFile(Precision.FP32, "a.onnx", Cards.SHA256, 12, "https://example.org/a?b=c#d"),
            new ModelFile(Precision.INT8, "b.onnx", "", 0, ""));

    /** Texts that YAML reads as something else unless they are quoted, among others. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.of(
                "true",
                "no",
                "null",
                "~",
                "1e5",
                "0x1F",
                "- a",
                "a: b",
                "#c",
                "'q'",
                "\"q\"",
                "&a",
                "*a",
                "!t",
                "%d",
                "a #b",
                "[x]",
                "{y}",
                ">",
                "|",
                "2001-01-01",
                " lead",
                "trail ",
                "\\n",
                ".inf");
        Arbitrary<String> printable = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('é', '中', 'ß')
                .ofMinLength(1)
                .ofMaxLength(90)
                .filter(text -> !text.isBlank());
        return Arbitraries.oneOf(tricky, printable);
    }
}
