package io.facet.app.ui.results;

import java.util.List;

/**
 * What a check of an output said.
 *
 * @param run whose output
 * @param sound whether nothing differs
 * @param lines one sentence each
 */
record Check(String run, boolean sound, List<String> lines) {
    Check {
        lines = List.copyOf(lines);
    }
}
