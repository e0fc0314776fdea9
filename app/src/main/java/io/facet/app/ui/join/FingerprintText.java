package io.facet.app.ui.join;

import java.util.Locale;

/** A fingerprint as people compare it: in pairs of digits. */
public final class FingerprintText {
    private FingerprintText() {}

    /** All of it: {@code 4A:9C:51:…}. */
    public static String full(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < hex.length(); i += 2) {
            text.append(i == 0 ? "" : ":").append(hex, i, i + 2);
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    /** Its two ends: {@code 4A:9C:51:E7 … 0B:D2}. */
    public static String brief(String hex) {
        String all = full(hex);
        return all.length() < 24 ? all : all.substring(0, 11) + " … " + all.substring(all.length() - 5);
    }
}
