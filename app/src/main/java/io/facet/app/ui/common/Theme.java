package io.facet.app.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * Light or dark, as the user wants it or as the system is. Confined to the window's thread. Its owner closes it: until
 * then the platform, which tells it of the system's colours, keeps it and its scenes alive.
 */
public final class Theme implements AutoCloseable {
    private static final List<String> FONTS = List.of(
            "FacetSans-Regular.otf",
            "FacetSans-Medium.otf",
            "FacetSans-SemiBold.otf",
            "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-SemiBold.ttf");
    private static final List<String> SHEETS =
            List.of("facet.css", "run.css", "agents.css", "results.css", "models.css", "settings.css");

    /** What the user chose. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private final List<Scene> scenes = new ArrayList<>();
    private final ChangeListener<ColorScheme> system = (o, was, is) -> apply();
    private Choice choice;
    private double textSize;

    /**
     * A theme for scenes to come.
     *
     * @param textSize of running text, in pixels
     */
    public Theme(Choice choice, double textSize) {
        this.choice = choice;
        this.textSize = textSize;
        for (String font : FONTS) {
            if (Font.loadFont(url("fonts/" + font), 13) == null) {
                throw new IllegalStateException("The font " + font + " does not load");
            }
        }
        Platform.getPreferences().colorSchemeProperty().addListener(system);
        apply();
    }

    /** Gives the scene this theme, now and when it changes. */
    public void dress(Scene scene) {
        SHEETS.stream().map(Theme::urlOrNull).filter(Objects::nonNull).forEach(scene.getStylesheets()::add);
        scenes.add(scene);
        apply();
    }

    public Choice choice() {
        return choice;
    }

    public void choose(Choice next) {
        choice = next;
        apply();
    }

    public void textSize(double pixels) {
        textSize = pixels;
        apply();
    }

    public boolean dark() {
        return switch (choice) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply() {
        boolean dark = dark();
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        for (Scene scene : scenes) {
            var classes = scene.getRoot().getStyleClass();
            classes.removeAll("dark", "light");
            classes.add(dark ? "dark" : "light");
            // The only style that is computed: every height is in em of it.
            scene.getRoot().setStyle("-fx-font-size: " + textSize + "px;");
        }
    }

    /** Lets go of the scenes, which keep their looks. */
    @Override
    public void close() {
        Platform.getPreferences().colorSchemeProperty().removeListener(system);
        scenes.clear();
    }

    private static String url(String name) {
        return Objects.requireNonNull(urlOrNull(name), name);
    }

    private static @Nullable String urlOrNull(String name) {
        var url = Theme.class.getResource("/io/facet/app/ui/" + name);
        return url == null ? null : url.toExternalForm();
    }
}
