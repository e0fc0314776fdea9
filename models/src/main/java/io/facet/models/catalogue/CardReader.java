package io.facet.models.catalogue;

import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Fit;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import io.facet.models.catalogue.ModelCard.Task;
import io.facet.models.yaml.YamlList;
import io.facet.models.yaml.YamlMap;
import io.facet.models.yaml.YamlNode;
import io.facet.models.yaml.YamlProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of a card's text. Every breach is a {@link YamlProblem} at its line. */
final class CardReader {
    private static final int MAX_SIDE = 4096;
    private static final int MAX_DIMENSION = 65536;
    private static final int MAX_SCALED_DECODE = 8;
    private static final double MAX_OFFSET = 1e6;
    private static final double MIN_DIVISOR = 1e-6;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,122}\\.onnx");

    private CardReader() {}

    static ModelCard card(YamlMap map) {
        map.only(
                "id",
                "title",
                "summary",
                "task",
                "licence",
                "source",
                "weights",
                "files",
                "obtain",
                "input",
                "output",
                "cosine-threshold",
                "accuracy");
        String id = id(map.get("id"));
        List<ModelFile> files = map.find("files").map(CardReader::files).orElse(List.of());
        return new ModelCard(
                id,
                text(map, "title", 100),
                text(map, "summary", 1000),
                map.get("task").scalar().choice(Task.class),
                text(map, "licence", 200),
                optionalText(map, "source", 500),
                map.find("weights").map(CardReader::id).orElse(id),
                files,
                obtain(map, files),
                input(map.get("input").map()),
                output(map.get("output").map()),
                threshold(map),
                map.find("accuracy").map(CardReader::accuracy).orElse(List.of()));
    }

    private static String id(YamlNode node) {
        return node.scalar()
                .matching(ModelCard.ID, "1 to 64 of a-z, 0-9 and hyphens, beginning with a letter or a digit");
    }

    private static String text(YamlMap map, String key, int max) {
        return map.get(key).scalar().text(max);
    }

    private static String optionalText(YamlMap map, String key, int max) {
        return map.find(key).map(node -> node.scalar().text(max)).orElse("");
    }

    /** A card must lead somewhere: to an address for each file, or to a sentence on how to get one. */
    private static String obtain(YamlMap map, List<ModelFile> files) {
        String obtain = optionalText(map, "obtain", 1000);
        boolean allDownloadable = !files.isEmpty() && files.stream().allMatch(ModelFile::downloadable);
        if (obtain.isEmpty() && !allDownloadable) {
            throw new YamlProblem(
                    map.line(), "\"obtain\" is missing: files without a url need a sentence on how to get one");
        }
        return obtain;
    }

    private static List<ModelFile> files(YamlNode node) {
        YamlList list = node.list();
        Set<Precision> seen = EnumSet.noneOf(Precision.class);
        return list.atMost(Precision.values().length).stream()
                .map(YamlNode::map)
                .map(entry -> {
                    ModelFile file = file(entry);
                    if (!seen.add(file.precision())) {
                        throw entry.problem("is a second file of the same precision; a card has one of each");
                    }
                    return file;
                })
                .toList();
    }

    private static ModelFile file(YamlMap map) {
        map.only("precision", "name", "sha256", "size", "url");
        Optional<String> sha256 = map.find("sha256")
                .map(node -> node.scalar().matching(SHA256, "a SHA-256: 64 digits of 0-9 and a-f in lower case"));
        Optional<Long> size = map.find("size").map(node -> node.scalar().integer(1, ModelCard.MAX_FILE_BYTES));
        Optional<String> url = map.find("url").map(node -> ModelUrl.check(node.scalar()));
        if (url.isPresent() && (sha256.isEmpty() || size.isEmpty())) {
            throw map.problem("has a url and so needs sha256 and size too: nothing is downloaded unchecked");
        }
        return new ModelFile(
                map.get("precision").scalar().choice(Precision.class),
                map.get("name").scalar().matching(FILE_NAME, "a plain file name that ends in .onnx"),
                sha256.orElse(""),
                size.orElse(0L),
                url.orElse(""));
    }

    private static ImageInput input(YamlMap map) {
        map.only("layout", "width", "height", "colours", "fit", "interpolation", "mean", "std", "scaled-decode");
        Colours colours = map.get("colours").scalar().choice(Colours.class);
        return new ImageInput(
                map.get("layout").scalar().choice(Layout.class),
                (int) map.get("width").scalar().integer(1, MAX_SIDE),
                (int) map.get("height").scalar().integer(1, MAX_SIDE),
                colours,
                map.get("fit").scalar().choice(Fit.class),
                map.get("interpolation").scalar().choice(Interpolation.class),
                perChannel(map.get("mean").list(), colours),
                divisors(map.get("std").list(), colours),
                map.find("scaled-decode").map(CardReader::scaledDecode).orElse(0));
    }

    private static List<Double> perChannel(YamlList list, Colours colours) {
        if (list.values().size() != colours.channels()) {
            throw list.problem(
                    "has " + list.values().size() + " values but needs one per channel: " + colours.channels());
        }
        return list.values().stream()
                .map(node -> node.scalar().number(-MAX_OFFSET, MAX_OFFSET))
                .toList();
    }

    private static List<Double> divisors(YamlList list, Colours colours) {
        List<Double> values = perChannel(list, colours);
        if (values.stream().anyMatch(value -> Math.abs(value) < MIN_DIVISOR)) {
            throw list.problem("divides, so none of its values may be 0 or nearer to 0 than " + MIN_DIVISOR);
        }
        return values;
    }

    private static int scaledDecode(YamlNode node) {
        int value = (int) node.scalar().integer(0, MAX_SCALED_DECODE);
        if (value == 1) {
            throw node.problem("is \"1\" but must be 0 (decode every pixel) or 2 to " + MAX_SCALED_DECODE);
        }
        return value;
    }

    private static EmbeddingOutput output(YamlMap map) {
        map.only("dimension", "normalise");
        return new EmbeddingOutput(
                (int) map.get("dimension").scalar().integer(1, MAX_DIMENSION),
                map.get("normalise").scalar().choice(Normalise.class));
    }

    private static @Nullable Double threshold(YamlMap map) {
        YamlNode node = map.find("cosine-threshold").orElse(null);
        return node == null ? null : node.scalar().number(-1, 1);
    }

    private static List<String> accuracy(YamlNode node) {
        return node.list().atMost(20).stream()
                .map(entry -> entry.scalar().text(200))
                .toList();
    }
}
