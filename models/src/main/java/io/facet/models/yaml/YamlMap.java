package io.facet.models.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and values, in the order of the text. Immutable. */
public record YamlMap(String label, Map<String, YamlNode> values, int line) implements YamlNode {

    public YamlMap {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** This, if it has no other keys than these. */
    public YamlMap only(String... keys) {
        List<String> allowed = List.of(keys);
        values.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                throw new YamlProblem(
                        value.line(),
                        "unknown key " + Quoted.of(key) + inside() + "; allowed are " + String.join(", ", allowed));
            }
        });
        return this;
    }

    /** The value of a key that must be there. */
    public YamlNode get(String key) {
        return find(key)
                .orElseThrow(() -> new YamlProblem(line, "the key " + Quoted.of(key) + inside() + " is missing"));
    }

    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private String inside() {
        return label.isEmpty() ? "" : " in " + label;
    }
}
