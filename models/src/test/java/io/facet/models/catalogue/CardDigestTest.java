package io.facet.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardDigestTest {
    private static final ModelCard CARD = CardYaml.read(Cards.MINIMAL);

    @Test
    void canonicalFormIsTheDocumentedOne() {
        assertThat(CardDigest.canonical(CARD)).isEqualTo("""
                facet-card-digest/1
                id=mine
                input.layout=NCHW
                input.width=112
                input.height=96
                input.colours=RGB
                input.fit=SQUASH
                input.interpolation=AREA
                input.mean=123.675,116.28,103.53
                input.std=1.0,1.0,58.0
                input.scaled-decode=2
                output.dimension=128
                output.normalise=L2
                """);
    }

    /** Golden value, made by {@code printf … | sha256sum} from the text above; it must never change. */
    @Test
    void digestIsStable() {
        assertThat(CardDigest.of(CARD)).isEqualTo("f74629ef5dd413f69298b6f434a917739b93cd19d3522a0ed126cbd379128b8d");
    }

    @Test
    void factsThatDoNotChangeOutputsDoNotChangeIt() {
        ModelCard card = CardYaml.read(Cards.MINIMAL
                .replace("title: Mine", "title: Other")
                .replace("summary: A model.", "summary: Another sentence.")
                .replace("licence: MIT", "licence: Apache-2.0")
                .replace("obtain: Ask me.", "obtain: Ask them.\nweights: shared\ncosine-threshold: 0.5"));
        assertThat(CardDigest.of(card)).isEqualTo(CardDigest.of(CARD));
    }

    @Test
    void everyFactThatChangesOutputsChangesIt() {
        List<String> changed = List.of(
                Cards.MINIMAL.replace("id: mine", "id: mine2"),
                Cards.MINIMAL.replace("nchw", "nhwc"),
                Cards.MINIMAL.replace("width: 112", "width: 113"),
                Cards.MINIMAL.replace("height: 96", "height: 97"),
                Cards.MINIMAL.replace("rgb", "bgr"),
                Cards.MINIMAL.replace("squash", "short-side-centre-crop"),
                Cards.MINIMAL.replace("area", "bilinear"),
                Cards.MINIMAL.replace("116.28", "116.29"),
                Cards.MINIMAL.replace("58]", "59]"),
                Cards.MINIMAL.replace("scaled-decode: 2", "scaled-decode: 0"),
                Cards.MINIMAL.replace("dimension: 128", "dimension: 129"),
                Cards.MINIMAL.replace("l2", "none"),
                Cards.MINIMAL);
        assertThat(changed.stream().map(CardYaml::read).map(CardDigest::of))
                .doesNotHaveDuplicates()
                .hasSize(13);
    }

    @Test
    void negativeZeroIsZero() {
        String zero = Cards.MINIMAL.replace("[123.675,", "[0,");
        String negative = Cards.MINIMAL.replace("[123.675,", "[-0.0,");
        assertThat(CardDigest.of(CardYaml.read(negative))).isEqualTo(CardDigest.of(CardYaml.read(zero)));
    }
}
