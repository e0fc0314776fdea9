package io.facet.models.pipeline;

import io.facet.models.catalogue.ModelCard;
import io.facet.models.yaml.YamlMap;
import io.facet.models.yaml.YamlNode;
import io.facet.models.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Steps as YAML and back: {@code - decode} for a step without parameters, {@code - step: noop} with the parameters as
 * further keys for any.
 */
final class StepYaml {
    private static final int MAX_DIMENSION = 65536;
    private static final int MAX_MILLIS = 60_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private StepYaml() {}

    /** The kinds of step as the text names them. */
    private enum Kind {
        DECODE,
        EMBED,
        NOOP,
        SIMULATE
    }

    static StepSpec read(YamlNode node) {
        YamlMap map = node instanceof YamlScalar scalar
                ? new YamlMap(node.label(), Map.of("step", scalar), node.line())
                : node.map();
        return switch (map.get("step").scalar().choice(Kind.class)) {
            case DECODE -> {
                map.only("step");
                yield new StepSpec.Decode();
            }
            case EMBED -> {
                map.only("step", "model");
                yield new StepSpec.Embed(map.find("model").map(StepYaml::id));
            }
            case NOOP -> {
                map.only("step", "dimension");
                yield new StepSpec.Noop(dimension(map));
            }
            case SIMULATE -> {
                map.only("step", "dimension", "ms-per-image");
                yield new StepSpec.Simulate(dimension(map), duration(map.get("ms-per-image")));
            }
        };
    }

    static String id(YamlNode node) {
        return node.scalar()
                .matching(ModelCard.ID, "1 to 64 of a-z, 0-9 and hyphens, beginning with a letter or a digit");
    }

    static Object write(StepSpec step) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("step", step.kind());
        switch (step) {
            case StepSpec.Decode _ -> {}
            case StepSpec.Embed(var model) -> model.ifPresent(id -> out.put("model", id));
            case StepSpec.Noop(int dimension) -> out.put("dimension", dimension);
            case StepSpec.Simulate(int dimension, Duration perImage) -> {
                out.put("dimension", dimension);
                out.put(
                        "ms-per-image",
                        BigDecimal.valueOf(perImage.toNanos(), 6).stripTrailingZeros());
            }
        }
        return out.size() == 1 ? step.kind() : out;
    }

    private static int dimension(YamlMap map) {
        return (int) map.get("dimension").scalar().integer(1, MAX_DIMENSION);
    }

    private static Duration duration(YamlNode node) {
        return Duration.ofNanos(Math.round(node.scalar().number(0, MAX_MILLIS) * NANOS_PER_MILLI));
    }
}
