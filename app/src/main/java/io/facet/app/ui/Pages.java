package io.facet.app.ui;

import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.shell.Questions;
import java.util.List;

/** The pages that the rail leads to, in order. */
final class Pages {
    private Pages() {}

    static List<Page> of(Workshop workshop, Questions questions) {
        return List.of();
    }
}
