package io.facet.models.yaml;

import java.util.List;

/** A list of values. Immutable. */
public record YamlList(String label, List<YamlNode> values, int line) implements YamlNode {

    public YamlList {
        values = List.copyOf(values);
    }

    /** The values, if there are no more than {@code max}. */
    public List<YamlNode> atMost(int max) {
        if (values.size() > max) {
            throw problem("has " + values.size() + " entries; at most " + max + " are allowed");
        }
        return values;
    }
}
