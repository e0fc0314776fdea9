package io.facet.app.ui.settings;

import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Theme;
import io.facet.app.ui.control.Segments;
import io.facet.app.ui.control.Switch;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import org.kordamp.ikonli.feather.Feather;

/** How the window looks. */
final class AppearanceSection extends SettingsSection {
    private final Segments<Theme.Choice> theme;
    private final Segments<Boolean> density;
    private final Texts texts;
    private final Slider size = new Slider(SettingsData.SMALLEST_TEXT, SettingsData.LARGEST_TEXT, 13);
    private final Label sizeText = new Label();
    private final Switch motion;
    private final Switch faces;

    AppearanceSection(Settings settings, Texts texts) {
        super("appearance", texts.get("settings.appearance"), Feather.SUN);
        this.texts = texts;
        theme = new Segments<>(
                texts.get("settings.theme"),
                List.of(Theme.Choice.LIGHT, Theme.Choice.DARK, Theme.Choice.SYSTEM),
                c -> texts.get("settings.theme." + c.name().toLowerCase(Locale.ROOT)),
                c -> settings.change(s -> SettingsEdits.theme(s, c)));
        theme.button(Theme.Choice.LIGHT).setId("theme-light");
        theme.button(Theme.Choice.DARK).setId("theme-dark");
        density = new Segments<>(
                texts.get("settings.density"),
                List.of(false, true),
                c -> texts.get(c ? "settings.density.compact" : "settings.density.comfortable"),
                c -> settings.change(s -> SettingsEdits.compact(s, c)));
        size.setId("text-size");
        size.setMajorTickUnit(1);
        size.setMinorTickCount(0);
        size.setBlockIncrement(1);
        size.setSnapToTicks(true);
        size.setPrefWidth(140);
        size.setAccessibleText(texts.get("settings.text-size"));
        // While the thumb is dragged nothing changes below it: the window would grow away from the pointer.
        size.valueProperty().addListener((o, was, is) -> {
            sizeText.setText(texts.get("settings.pixels", Math.round(is.doubleValue())));
            if (!size.isValueChanging()) {
                keepSize(settings);
            }
        });
        size.valueChangingProperty().addListener((o, was, is) -> {
            if (!is) {
                keepSize(settings);
            }
        });
        sizeText.setPrefWidth(44);
        motion = new Switch(
                "", texts.get("settings.motion"), on -> settings.change(s -> SettingsEdits.reduceMotion(s, on)));
        motion.setId("reduce-motion");
        faces = new Switch("", texts.get("settings.faces"), on -> settings.change(s -> SettingsEdits.hideFaces(s, on)));
        faces.setId("hide-faces");
        add(
                new SettingRow(texts.get("settings.theme"), "", theme),
                new SettingRow(texts.get("settings.density"), texts.get("settings.density.about"), density),
                new SettingRow(texts.get("settings.text-size"), "", size, sizeText),
                new SettingRow(texts.get("settings.motion"), texts.get("settings.motion.about"), motion),
                new SettingRow(texts.get("settings.faces"), texts.get("settings.faces.about"), faces));
        settings.property().addListener((o, was, is) -> show(is));
        show(settings.get());
    }

    private void keepSize(Settings settings) {
        int wanted = (int) Math.round(size.getValue());
        settings.change(s -> SettingsEdits.textSize(s, wanted));
    }

    private void show(SettingsData data) {
        theme.show(data.theme());
        density.show(data.compact());
        size.setValue(data.textSize());
        sizeText.setText(texts.get("settings.pixels", data.textSize()));
        motion.show(data.reduceMotion());
        faces.show(data.hideFaces());
    }
}
