package io.facet.models.yaml;

/** A value of a YAML text that knows where it stands. Immutable. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {

    /** How messages call the value: {@code input.mean[1]}; empty for the whole text. */
    String label();

    /** Counted from 1. */
    int line();

    /** This as a single value; a {@link YamlProblem} if it is a list or a map. */
    default YamlScalar scalar() {
        if (this instanceof YamlScalar scalar) {
            return scalar;
        }
        throw problem("must be a single value");
    }

    /** This as a list; a {@link YamlProblem} if it is something else. */
    default YamlList list() {
        if (this instanceof YamlList list) {
            return list;
        }
        throw problem("must be a list: write each entry on a line of its own after \"- \"");
    }

    /** This as a map; a {@link YamlProblem} if it is something else. */
    default YamlMap map() {
        if (this instanceof YamlMap map) {
            return map;
        }
        throw problem("must be \"key: value\" lines");
    }

    /** A problem with this value. */
    default YamlProblem problem(String message) {
        return new YamlProblem(line(), (label().isEmpty() ? "the text" : label()) + " " + message);
    }
}
