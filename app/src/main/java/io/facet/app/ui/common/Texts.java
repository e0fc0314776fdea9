package io.facet.app.ui.common;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the window, from one bundle. Immutable. */
public final class Texts {
    private static final String BUNDLE = "io.facet.app.ui.texts";

    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        bundle = ResourceBundle.getBundle(BUNDLE, locale);
    }

    /** For FXML. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /**
     * The text of a key, with {@code {0}}, {@code {1}}, … replaced.
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String get(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
