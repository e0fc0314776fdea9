package io.facet.app.ui.settings;

import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.command.Keys;
import io.facet.app.ui.common.Texts;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/** What can be done by a key. */
final class ShortcutsSection extends SettingsSection {
    private final Commands commands;

    ShortcutsSection(Commands commands, Texts texts) {
        super("shortcuts", texts.get("settings.shortcuts"), Feather.COMMAND);
        this.commands = commands;
    }

    /** Lists all commands that there are by now. */
    void list() {
        getChildren().removeIf(SettingRow.class::isInstance);
        for (Command command : commands.all()) {
            String key = command.key();
            if (key != null) {
                Label keys = new Label(Keys.text(key));
                keys.getStyleClass().add("kbd");
                SettingRow row = new SettingRow(command.text(), "", keys);
                row.getStyleClass().add("shortcut");
                add(row);
            }
        }
    }
}
