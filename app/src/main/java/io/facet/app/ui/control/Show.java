package io.facet.app.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Label;

/** Takes nodes out of a layout and puts them back. */
public final class Show {
    private Show() {}

    /** A node that is not to be seen takes no room either. */
    public static void when(Node node, boolean on) {
        if (node.isVisible() != on || node.isManaged() != on) {
            node.setVisible(on);
            node.setManaged(on);
        }
    }

    /** Shows a text; a label without one is not to be seen. */
    public static void text(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
        when(label, !text.isEmpty());
    }
}
