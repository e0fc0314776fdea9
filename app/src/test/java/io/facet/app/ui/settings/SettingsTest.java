package io.facet.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final List<SettingsData> kept = new ArrayList<>();
    private final Settings settings = new Settings(SettingsData.DEFAULT, kept::add);

    @Test
    void undo_takes_back_what_the_user_changed_and_nothing_that_was_remembered_since() {
        settings.change(s -> SettingsEdits.theme(s, Theme.Choice.DARK));
        settings.change(s -> SettingsEdits.textSize(s, 16));
        settings.used(Path.of("faces"));
        SettingsData.WindowPlace place = new SettingsData.WindowPlace(1, 2, 1200, 800, false);
        settings.remember(s -> SettingsEdits.window(s, place));

        settings.undo();
        assertThat(settings.get().textSize()).isEqualTo(SettingsData.DEFAULT.textSize());
        assertThat(settings.get().theme()).isEqualTo(Theme.Choice.DARK);
        settings.undo();
        assertThat(settings.get().theme()).isEqualTo(Theme.Choice.SYSTEM);
        assertThat(settings.get().recentDatasets()).containsExactly(Path.of("faces"));
        assertThat(settings.get().window()).isEqualTo(place);

        settings.used(Path.of("others"));
        settings.redo();
        settings.redo();
        assertThat(settings.get().theme()).isEqualTo(Theme.Choice.DARK);
        assertThat(settings.get().textSize()).isEqualTo(16);
        assertThat(settings.get().recentDatasets()).containsExactly(Path.of("others"), Path.of("faces"));
        assertThat(kept.getLast()).isEqualTo(settings.get());
    }
}
