package io.facet.app.ui.common;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * One of the pages that the rail leads to. Built once and kept; confined to the window's thread.
 *
 * <p>Its listeners of the {@link Pulse} should do nothing while it is not shown.
 */
public interface Page {
    /** Stable name: {@code run}, {@code agents}, … */
    String id();

    /** What the rail and the top bar call it. */
    String title();

    Feather icon();

    Node view();

    /** It is to be seen from now on. */
    default void shown() {}

    /** It is not to be seen any more. */
    default void hidden() {}

    /** What F5 does: looks again for what the page shows, or measures again. */
    default void again() {}

    /** What has slid in beside the page and is a part of the window of its own for F6; null if nothing has. */
    default @Nullable Node drawer() {
        return null;
    }

    /** What Ctrl F goes to; null if there is nothing to search. */
    default @Nullable Node searchField() {
        return null;
    }
}
