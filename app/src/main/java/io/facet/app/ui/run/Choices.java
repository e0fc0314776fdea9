package io.facet.app.ui.run;

import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData.RunChoices;
import io.facet.app.ui.settings.SettingsEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was chosen for a run, remembered from one window to the next. Confined to the window's thread. */
final class Choices {
    private final Settings settings;

    Choices(Settings settings) {
        this.settings = settings;
    }

    RunChoices get() {
        return settings.get().run();
    }

    void model(@Nullable String id) {
        edit(c -> new RunChoices(c.pipeline(), id, c.precision(), c.batch(), c.ordered(), c.formats(), c.divider()));
    }

    void precision(String name) {
        edit(c -> new RunChoices(c.pipeline(), c.model(), name, c.batch(), c.ordered(), c.formats(), c.divider()));
    }

    void batch(int images) {
        edit(c ->
                new RunChoices(c.pipeline(), c.model(), c.precision(), images, c.ordered(), c.formats(), c.divider()));
    }

    void ordered(boolean value) {
        edit(c -> new RunChoices(c.pipeline(), c.model(), c.precision(), c.batch(), value, c.formats(), c.divider()));
    }

    void format(String key, boolean wanted) {
        List<String> formats = new ArrayList<>(get().formats());
        formats.remove(key);
        if (wanted) {
            formats.add(key);
        }
        edit(c -> new RunChoices(c.pipeline(), c.model(), c.precision(), c.batch(), c.ordered(), formats, c.divider()));
    }

    void divider(double place) {
        edit(c -> new RunChoices(c.pipeline(), c.model(), c.precision(), c.batch(), c.ordered(), c.formats(), place));
    }

    private void edit(UnaryOperator<RunChoices> change) {
        settings.remember(s -> SettingsEdits.run(s, change.apply(s.run())));
    }
}
