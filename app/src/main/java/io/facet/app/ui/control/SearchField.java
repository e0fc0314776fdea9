package io.facet.app.ui.control;

import io.facet.app.ui.common.Icons;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A field to look for something: Escape empties it, Down goes to what was found. Window's thread only. */
public final class SearchField extends CustomTextField {
    private Runnable toResults = () -> {};

    public SearchField() {
        setLeft(Icons.of(Feather.SEARCH, "icon-small"));
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** Gives Down something to do: to move the focus to what was found. */
    public void onDown(Runnable focus) {
        toResults = focus;
    }

    /** Shows a key or a button at the right end. */
    public void hint(Node node) {
        setRight(node);
    }

    /** An empty field leaves Escape to what it stands in. */
    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
            clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN) {
            toResults.run();
            event.consume();
        }
    }

    /** The theme knows this control; the library's own sheet has colours of its own. */
    @Override
    public @Nullable String getUserAgentStylesheet() {
        return null;
    }
}
