package io.facet.app.ui.control;

import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Remembers what had the focus when something was opened, and gives it back when that is closed. Window's thread only. */
public final class FocusReturn {
    private @Nullable Node before;

    /** Something opens in {@code scene}; to be called before it takes the focus. */
    public void opens(@Nullable Scene scene) {
        before = scene == null ? null : scene.getFocusOwner();
    }

    /**
     * Closes what was opened. If the focus is in it, or nowhere, it goes back to where it was.
     *
     * @param remove takes what was opened out of sight
     * @param otherwise takes the focus if what had it cannot take it any more
     */
    public void closes(Node opened, Runnable remove, Node otherwise) {
        Scene scene = opened.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        boolean inside = owner == null || isWithin(opened, owner);
        remove.run();
        Node to = before;
        before = null;
        if (inside) {
            (to != null && isUsable(to) ? to : otherwise).requestFocus();
        }
    }

    private static boolean isWithin(Node region, Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n == region) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsable(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null && !node.isDisabled();
    }
}
