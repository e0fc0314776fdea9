package io.facet.models.catalogue;

import io.facet.models.yaml.YamlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cards that come with Facet: resources beside this class, one per id. */
public final class ShippedCards {

    /** In the order in which lists show them. A jar cannot list its own folders, so the names stand here. */
    static final List<String> IDS = List.of(
            "builtin-512",
            "vggface2-resnet50",
            "vggface2-resnet50-squash-rgb",
            "vggface2-resnet50-bench",
            "arcface-resnet100",
            "sface",
            "mobilefacenet");

    private ShippedCards() {}

    /** All of them. */
    public static List<ModelCard> load() {
        return IDS.stream().map(ShippedCards::load).toList();
    }

    private static ModelCard load(String id) {
        String name = id + ".yaml";
        try (InputStream in = ShippedCards.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the card " + name + " is missing from this build");
            }
            return CardYaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (YamlProblem e) {
            throw new IllegalStateException(e.at(name), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
