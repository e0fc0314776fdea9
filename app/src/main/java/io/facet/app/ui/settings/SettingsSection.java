package io.facet.app.ui.settings;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.control.Show;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A card of settings that belong together. */
class SettingsSection extends VBox {
    private final String title;
    private final Feather icon;
    private final Label state = new Label();

    SettingsSection(String id, String title, Feather icon) {
        this.title = title;
        this.icon = icon;
        setId("section-" + id);
        getStyleClass().addAll("facet-card", "settings-section");
        Label name = new Label(title, Icons.of(icon));
        name.getStyleClass().add("card-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        state.getStyleClass().add("text-caption");
        HBox head = new HBox(name, gap, state);
        head.getStyleClass().add("card-header");
        getChildren().add(head);
    }

    final void add(Node... rows) {
        getChildren().addAll(rows);
    }

    final String title() {
        return title;
    }

    final Feather icon() {
        return icon;
    }

    /** What stands at the right end of its title. */
    final Label state() {
        return state;
    }

    /** Shows the rows that have the words; all of them if the title has. */
    final boolean filter(String words) {
        boolean all = words.isEmpty() || title.toLowerCase(Locale.ROOT).contains(words);
        boolean any = false;
        for (Node child : getChildren()) {
            if (child instanceof SettingRow row) {
                boolean on = all || row.matches(words);
                Show.when(row, on);
                any |= on;
            }
        }
        Show.when(this, all || any);
        return all || any;
    }

    /** Takes over how things stand; called about once a second while the page is to be seen. */
    void refresh() {}
}
