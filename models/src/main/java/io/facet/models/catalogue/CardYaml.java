package io.facet.models.catalogue;

import static io.facet.models.yaml.YamlScalar.spelling;

import io.facet.models.ModelException;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.yaml.YamlProblem;
import io.facet.models.yaml.YamlReader;
import io.facet.models.yaml.YamlWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Model cards as YAML text and back. Agents receive a run's card as such text, so it is checked as strictly as a file
 * of a user's; {@link CardReader} holds the rules.
 */
public final class CardYaml {

    private CardYaml() {}

    /**
     * Reads a card.
     *
     * @param origin what to call the text in messages
     * @throws ModelException {@code CARD_INVALID}: one line with the origin, the line number and what to do
     */
    public static ModelCard parse(String text, String origin) {
        try {
            return read(text);
        } catch (YamlProblem e) {
            throw new ModelException(ModelException.Code.CARD_INVALID, e.at(origin), e);
        }
    }

    /** Reads a card from a file; see {@link #parse}. */
    public static ModelCard load(Path file) {
        try {
            return read(YamlReader.text(file));
        } catch (YamlProblem e) {
            throw new ModelException(ModelException.Code.CARD_INVALID, e.at(file.toString()), e);
        }
    }

    static ModelCard read(String text) {
        return CardReader.card(YamlReader.read(text).map());
    }

    /** The card as text that {@link #parse} reads back to an equal card. */
    public static String write(ModelCard card) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", card.id());
        out.put("title", card.title());
        out.put("summary", card.summary());
        out.put("task", spelling(card.task()));
        out.put("licence", card.licence());
        putText(out, "source", card.source());
        out.put("weights", card.weights());
        if (!card.files().isEmpty()) {
            out.put("files", card.files().stream().map(CardYaml::file).toList());
        }
        putText(out, "obtain", card.obtain());
        out.put("input", input(card.input()));
        out.put(
                "output",
                ordered(
                        "dimension",
                        card.output().dimension(),
                        "normalise",
                        spelling(card.output().normalise())));
        if (card.cosineThreshold() != null) {
            out.put("cosine-threshold", card.cosineThreshold());
        }
        if (!card.accuracy().isEmpty()) {
            out.put("accuracy", card.accuracy());
        }
        return YamlWriter.write(out);
    }

    private static Map<String, Object> file(ModelFile file) {
        Map<String, Object> out = ordered("precision", spelling(file.precision()), "name", file.name());
        putText(out, "sha256", file.sha256());
        if (file.size() > 0) {
            out.put("size", file.size());
        }
        putText(out, "url", file.url());
        return out;
    }

    private static Map<String, Object> input(ImageInput input) {
        Map<String, Object> out = ordered("layout", spelling(input.layout()), "width", input.width());
        out.put("height", input.height());
        out.put("colours", spelling(input.colours()));
        out.put("fit", spelling(input.fit()));
        out.put("interpolation", spelling(input.interpolation()));
        out.put("mean", List.copyOf(input.mean()));
        out.put("std", List.copyOf(input.std()));
        out.put("scaled-decode", input.scaledDecode());
        return out;
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(key1, value1);
        out.put(key2, value2);
        return out;
    }

    private static void putText(Map<String, Object> out, String key, String text) {
        if (!text.isEmpty()) {
            out.put(key, text);
        }
    }
}
