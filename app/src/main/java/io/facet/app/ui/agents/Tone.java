package io.facet.app.ui.agents;

/** How a state is coloured. Its name in lower case is a style class of pills. */
enum Tone {
    OUTLINED,
    ACCENT,
    SUCCESS,
    WARNING,
    DRAIN,
    DANGER
}
