package io.facet.app.ui.settings;

import io.facet.app.AppVersion;
import io.facet.app.installation.Programs;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.Show;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import org.kordamp.ikonli.feather.Feather;

/** What this program is, what it runs on, and whose work is in it. */
final class AboutSection extends SettingsSection {
    private static final String LICENCES = "THIRD-PARTY.txt";

    private final Workshop workshop;
    private final Texts texts;
    private final TextArea area = new TextArea();
    private final Button show;

    AboutSection(Workshop workshop) {
        super("about", workshop.texts().get("settings.about"), Feather.INFO);
        this.workshop = workshop;
        this.texts = workshop.texts();
        area.setId("licences");
        area.setEditable(false);
        area.setPrefRowCount(14);
        area.getStyleClass().addAll("mono", "licences");
        area.setAccessibleText(texts.get("settings.licences"));
        Show.when(area, false);
        show = new Button(texts.get("settings.licences.show"));
        show.setId("licences-show");
        show.setOnAction(e -> toggle());
        add(
                new SettingRow("Facet", texts.get("settings.about.facet"), value(AppVersion.text())),
                new SettingRow("Java", "", value(Runtime.version().toString())),
                new SettingRow("JavaFX", "", value(System.getProperty("javafx.runtime.version", ""))),
                new SettingRow(
                        texts.get("settings.system"),
                        "",
                        value("%s %s · %s"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.version"),
                                        System.getProperty("os.arch")))),
                new SettingRow(texts.get("settings.licences"), texts.get("settings.licences.about"), show),
                area);
    }

    private static Label value(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", "text-muted");
        return label;
    }

    private void toggle() {
        if (area.isVisible()) {
            Show.when(area, false);
            show.setText(texts.get("settings.licences.show"));
            return;
        }
        workshop.background()
                .task(() -> {
                    Path folder = Programs.ofThisProcess().distribution();
                    Path file = folder == null ? null : folder.resolve(LICENCES);
                    return file != null && Files.isRegularFile(file) ? Files.readString(file) : "";
                })
                .onSuccess(text -> {
                    area.setText(text.isEmpty() ? texts.get("settings.licences.none", LICENCES) : text);
                    Show.when(area, true);
                    show.setText(texts.get("settings.licences.hide"));
                })
                .start();
    }
}
