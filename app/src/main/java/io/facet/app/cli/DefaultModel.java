package io.facet.app.cli;

/** What is said when a run names no model. */
final class DefaultModel {
    static final String NOTE =
            "Using builtin-512: it needs no download and is for trying Facet out, not for recognising people. `facet models list` shows real models.";

    private DefaultModel() {}
}
