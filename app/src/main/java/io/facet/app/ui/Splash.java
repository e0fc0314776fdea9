package io.facet.app.ui;

import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.settings.SettingsData;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** What stands in the window until the master is there. Window's thread only. */
final class Splash {
    private Splash() {}

    /** In the size and the theme of the window that comes. */
    static Scene scene(SettingsData remembered, Texts texts) {
        Label name = new Label("Facet");
        name.getStyleClass().add("title-2");
        Label doing = new Label(texts.get("shell.starting"));
        doing.getStyleClass().add("text-muted");
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(texts.get("shell.starting"));
        VBox box = new VBox(12, name, bar, doing);
        box.setId("splash");
        box.setAlignment(Pos.CENTER);
        Scene scene =
                new Scene(box, remembered.window().width(), remembered.window().height());
        try (Theme theme = new Theme(remembered.theme(), remembered.textSize())) {
            theme.dress(scene);
        }
        return scene;
    }
}
