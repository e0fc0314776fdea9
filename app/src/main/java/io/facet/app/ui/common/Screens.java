package io.facet.app.ui.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads screens: nothing else uses FXMLLoader. Confined to the window's thread. */
public final class Screens {
    private final Texts texts;

    public Screens(Texts texts) {
        this.texts = texts;
    }

    /** Loads a screen and gives its controls to {@code controller}, whose {@code initialize} is called. */
    public Parent load(Screen screen, Object controller) {
        FXMLLoader loader = new FXMLLoader(
                Objects.requireNonNull(Screens.class.getResource("/io/facet/app/ui/" + screen.file()), screen.file()),
                texts.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
