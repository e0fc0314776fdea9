package io.facet.app.ui.settings;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings with one of them changed. */
public final class SettingsEdits {
    private SettingsEdits() {}

    public static SettingsData theme(SettingsData s, Theme.Choice value) {
        return changed(s, draft -> draft.theme = value);
    }

    public static SettingsData textSize(SettingsData s, int value) {
        return changed(s, draft -> draft.textSize = value);
    }

    public static SettingsData compact(SettingsData s, boolean value) {
        return changed(s, draft -> draft.compact = value);
    }

    public static SettingsData reduceMotion(SettingsData s, boolean value) {
        return changed(s, draft -> draft.reduceMotion = value);
    }

    public static SettingsData hideFaces(SettingsData s, boolean value) {
        return changed(s, draft -> draft.hideFaces = value);
    }

    public static SettingsData bind(SettingsData s, String value) {
        return changed(s, draft -> draft.bind = value);
    }

    public static SettingsData port(SettingsData s, int value) {
        return changed(s, draft -> draft.port = value);
    }

    public static SettingsData discover(SettingsData s, boolean value) {
        return changed(s, draft -> draft.discover = value);
    }

    public static SettingsData gpuSlots(SettingsData s, int value) {
        return changed(s, draft -> draft.gpuSlots = value);
    }

    public static SettingsData cpuSlots(SettingsData s, int value) {
        return changed(s, draft -> draft.cpuSlots = value);
    }

    public static SettingsData pauseWhileUsed(SettingsData s, boolean value) {
        return changed(s, draft -> draft.pauseWhileUsed = value);
    }

    public static SettingsData allowedRoots(SettingsData s, List<Path> value) {
        return changed(s, draft -> draft.allowedRoots = value);
    }

    public static SettingsData recentDatasets(SettingsData s, List<Path> value) {
        return changed(s, draft -> draft.recentDatasets = value);
    }

    public static SettingsData outputFolder(SettingsData s, @Nullable Path value) {
        return changed(s, draft -> draft.outputFolder = value);
    }

    public static SettingsData run(SettingsData s, SettingsData.RunChoices value) {
        return changed(s, draft -> draft.run = value);
    }

    public static SettingsData window(SettingsData s, SettingsData.WindowPlace value) {
        return changed(s, draft -> draft.window = value);
    }

    private static SettingsData changed(SettingsData s, Consumer<Draft> change) {
        Draft draft = new Draft(s);
        change.accept(draft);
        return draft.done();
    }

    /** Settings that can be changed one by one. */
    private static final class Draft {
        private Theme.Choice theme;
        private int textSize;
        private boolean compact;
        private boolean reduceMotion;
        private boolean hideFaces;
        private String bind;
        private int port;
        private boolean discover;
        private int gpuSlots;
        private int cpuSlots;
        private boolean pauseWhileUsed;
        private List<Path> allowedRoots;
        private List<Path> recentDatasets;
        private @Nullable Path outputFolder;
        private SettingsData.RunChoices run;
        private SettingsData.WindowPlace window;

        Draft(SettingsData s) {
            theme = s.theme();
            textSize = s.textSize();
            compact = s.compact();
            reduceMotion = s.reduceMotion();
            hideFaces = s.hideFaces();
            bind = s.bind();
            port = s.port();
            discover = s.discover();
            gpuSlots = s.gpuSlots();
            cpuSlots = s.cpuSlots();
            pauseWhileUsed = s.pauseWhileUsed();
            allowedRoots = s.allowedRoots();
            recentDatasets = s.recentDatasets();
            outputFolder = s.outputFolder();
            run = s.run();
            window = s.window();
        }

        SettingsData done() {
            return new SettingsData(
                    theme,
                    textSize,
                    compact,
                    reduceMotion,
                    hideFaces,
                    bind,
                    port,
                    discover,
                    gpuSlots,
                    cpuSlots,
                    pauseWhileUsed,
                    allowedRoots,
                    recentDatasets,
                    outputFolder,
                    run,
                    window);
        }
    }
}
