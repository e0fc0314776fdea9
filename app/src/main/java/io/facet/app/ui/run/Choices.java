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
    /** The most images that may go through a model at once. */
    static final int LARGEST_BATCH = 1024;

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

    /** All that a run was made with, so that the next one can go on with it. */
    void adopt(String model, String precision, int batch, boolean ordered) {
        edit(c -> new RunChoices(c.pipeline(), model, precision, batch, ordered, c.formats(), c.divider()));
    }

    void precision(String name) {
        edit(c -> new RunChoices(c.pipeline(), c.model(), name, c.batch(), c.ordered(), c.formats(), c.divider()));
    }

    /** Takes a number as it was written, empty for none; returns false and changes nothing if it is out of range. */
    boolean batch(String text) {
        String wanted = text.strip();
        if (!wanted.isEmpty() && !wanted.matches("[0-9]{1,4}")) {
            return false;
        }
        int images = wanted.isEmpty() ? 0 : Integer.parseInt(wanted);
        if (images > LARGEST_BATCH || (images == 0 && !wanted.isEmpty())) {
            return false;
        }
        batch(images);
        return true;
    }

    private void batch(int images) {
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
