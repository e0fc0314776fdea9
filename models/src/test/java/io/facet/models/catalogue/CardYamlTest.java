package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.facet.models.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardYamlTest {

    @Test
    void readsEveryField() {
        ModelCard card = CardYaml.parse(
                Cards.withFile(
                                "name: mine.onnx",
                                "sha256: " + Cards.SHA256,
                                "size: 7",
                                "url: https://example.org/mine.onnx")
                        + "source: a page\nweights: family\ncosine-threshold: 0.363\naccuracy: [LFW 99 %]\n",
                "card");
        assertThat(card.id()).isEqualTo("mine");
        assertThat(card.weights()).isEqualTo("family");
        assertThat(card.cosineThreshold()).isEqualTo(0.363);
        assertThat(card.accuracy()).containsExactly("LFW 99 %");
        assertThat(card.files())
                .containsExactly(new ModelCard.ModelFile(
                        ModelCard.Precision.FP32, "mine.onnx", Cards.SHA256, 7, "https://example.org/mine.onnx"));
        assertThat(card.input().mean()).containsExactly(123.675, 116.28, 103.53);
        assertThat(card.input().fit()).isEqualTo(ImageInput.Fit.SQUASH);
    }

    @Test
    void familyOfWeightsIsTheIdUnlessTheCardSaysOtherwise() {
        assertThat(CardYaml.parse(Cards.MINIMAL, "card").weights()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        colours: rgb              | colors: rgb             | card:11: unknown key "colors" in input; allowed are layout, width
        title: Mine               | titel: Mine             | card:2: unknown key "titel"; allowed are id, title
        licence: MIT              |                         | card:1: the key "licence" is missing
        normalise: l2             |                         | card:18: the key "normalise" in output is missing
        layout: nchw              | layout: chw             | card:8: input.layout is "chw" but must be one of nchw, nhwc
        fit: squash               | fit: stretch            | card:12: input.fit is "stretch" but must be one of squash, short-side-centre-crop
        width: 112                | width: 4097             | card:9: input.width is "4097" but must be a whole number from 1 to 4096
        height: 96                | height: 0               | card:10: input.height is "0" but must be a whole number from 1 to 4096
        width: 112                | width: 11.5             | card:9: input.width is "11.5" but must be a whole number
        width: 112                | width: [1, 2]           | card:9: input.width must be a single value
        [123.675, 116.28, 103.53] | [1, 2]                  | card:14: input.mean has 2 values but needs one per channel: 3
        [123.675, 116.28, 103.53] | 7                       | card:14: input.mean must be a list
        [123.675, 116.28, 103.53] | [1, 2, .nan]            | card:14: input.mean[3] is ".nan" but must be a number
        [1, 1, 58]                | [1, 0, 58]              | card:15: input.std divides, so none of its values may be 0
        scaled-decode: 2          | scaled-decode: 1        | card:16: input.scaled-decode is "1" but must be 0
        dimension: 128            | dimension: 65537        | card:18: output.dimension is "65537" but must be a whole number from 1 to 65536
        id: mine                  | id: Mine                | card:1: id is "Mine" but must be 1 to 64 of a-z
        id: mine                  | id: ../mine             | card:1: id is "../mine" but must be
        id: mine                  | id:                     | card:1: id is "" but must be
        title: Mine               | title: ""               | card:2: title has no value
        obtain: Ask me.           |                         | card:1: "obtain" is missing: files without a url need
        task: face-embedding      | task: face              | card:4: task is "face" but must be one of face-embedding, image-embedding
        title: Mine               | title: "a\\e[31mb"      | card:2: title must be plain text on one line
        title: Mine               | title: *a               | card:2: anchors and aliases
        title: Mine               | title: !!str Mine       | card:2: tags (!) are not allowed
        title: Mine               | id: other               | card:2:
        title: Mine               | title: a: b             | card:2: is not valid YAML: mapping values are not allowed here
        """)
    void refusesWithOneLineThatSaysWhereAndWhat(String right, String wrong, String message) {
        String text = Cards.MINIMAL.replace(right, wrong == null ? "# removed" : wrong);
        assertThat(text).isNotEqualTo(Cards.MINIMAL);
        assertRefused(text, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name: a.onnx           | url: https://example.org/a | card:21: files[1] has a url and so needs sha256 and size too
        name: a.onnx           | url: http://example.org/a  | card:23: files[1].url must be a complete https:// address
        name: a.onnx           | url: file:///etc/passwd    | card:23: files[1].url must be a complete https:// address
        name: a.onnx           | url: https://me:pw@a.org/a | card:23: files[1].url must be a complete https:// address
        name: a.onnx           | url: https:///a            | card:23: files[1].url must be a complete https:// address
        name: a.onnx           | sha256: ABC                | card:23: files[1].sha256 is "ABC" but must be a SHA-256
        name: a.onnx           | size: 0                    | card:23: files[1].size is "0" but must be a whole number
        name: ../a.onnx        | size: 1                    | card:22: files[1].name is "../a.onnx" but must be a plain file name
        name: a.exe            | size: 1                    | card:22: files[1].name is "a.exe" but must be a plain file name
        """)
    void refusesFilesThatLeadAstray(String name, String other, String message) {
        assertRefused(Cards.withFile(name, other), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]:1/a"})
    void plainHttpIsAllowedOnThisComputerOnly(String url) {
        String text = Cards.withFile("name: a.onnx", "sha256: " + Cards.SHA256, "size: 1", "url: \"" + url + "\"");
        assertThat(CardYaml.parse(text, "card").files().getFirst().url()).isEqualTo(url);
        assertRefused(text.replace(url, url.replaceAll("//[^/]*", "//127.0.0.1.example.org")), "card:25: files[1].url");
    }

    @Test
    void refusesTwoFilesOfOnePrecision() {
        assertRefused(
                Cards.withFile("name: a.onnx") + "  - precision: fp32\n    name: b.onnx\n",
                "card:23: files[2] is a second file of the same precision");
    }

    @Test
    void textsAreBounded() {
        assertRefused(
                Cards.MINIMAL.replace("A model.", "x".repeat(1001)),
                "card:3: summary has 1001 characters; at most 1000");
        assertRefused(Cards.MINIMAL + "#".repeat(70_000), "card: is larger than the 64 KB");
    }

    @Test
    void bombsAreHarmless() {
        StringBuilder aliases = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            char before = (char) (c - 1);
            aliases.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + before + ", ").repeat(9))
                    .append("]\n");
        }
        assertThat(List.of(
                        aliases.toString(),
                        "[".repeat(60_000),
                        "{a: ".repeat(15_000),
                        "- ".repeat(30_000),
                        "[x,".repeat(9)))
                .allSatisfy(text -> assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () -> assertThatThrownBy(() -> CardYaml.parse(text, "card"))
                                .isInstanceOf(ModelException.class)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "just text",
                "- a\n- b\n",
                "a: [1,\n",
                "\tx: 1",
                "? [a]\n: b\n",
                "a: 1\n---\nb: 2"
            })
    void whatIsNoCardIsRefusedOnOneLine(String text) {
        assertRefused(text, "card");
    }

    @Test
    void binaryAndMissingFilesAreRefused(@TempDir Path folder) throws Exception {
        Path latin = Files.write(folder.resolve("latin.yaml"), "title: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CardYaml.load(latin)).hasMessage(latin + ": is not UTF-8 text: save it as UTF-8");
        Path none = folder.resolve("none.yaml");
        assertThatThrownBy(() -> CardYaml.load(none)).hasMessage(none + ": does not exist");
        assertThatThrownBy(() -> CardYaml.load(folder)).hasMessage(folder + ": is not a file");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> CardYaml.parse(text, "card"))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ModelException.Code.CARD_INVALID))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(message).doesNotContain("\n"));
    }
}
