package io.facet.app.ui.common;

import io.facet.app.desk.Desk;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.settings.Settings;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What every page is built from. Immutable; its parts are confined to the window's thread unless they say otherwise.
 *
 * @param goTo shows the page with that id
 */
public record Workshop(
        Desk desk,
        Settings settings,
        Texts texts,
        Screens screens,
        Theme theme,
        Pulse pulse,
        Background background,
        FxThread window,
        Notices notices,
        Commands commands,
        Desktop desktop,
        Clock clock,
        Consumer<String> goTo) {}
