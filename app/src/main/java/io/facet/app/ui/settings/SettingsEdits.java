package io.facet.app.ui.settings;

import io.facet.app.ui.common.Theme;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings with one of them changed. */
public final class SettingsEdits {
    private SettingsEdits() {}

    public static SettingsData theme(SettingsData s, Theme.Choice value) {
        return new SettingsData(
                value,
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData textSize(SettingsData s, int value) {
        return new SettingsData(
                s.theme(),
                value,
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData compact(SettingsData s, boolean value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                value,
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData reduceMotion(SettingsData s, boolean value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                value,
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData hideFaces(SettingsData s, boolean value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                value,
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData bind(SettingsData s, String value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                value,
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData port(SettingsData s, int value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                value,
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData discover(SettingsData s, boolean value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                value,
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData gpuSlots(SettingsData s, int value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                value,
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData cpuSlots(SettingsData s, int value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                value,
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData pauseWhileUsed(SettingsData s, boolean value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                value,
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData allowedRoots(SettingsData s, List<Path> value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                value,
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData recentDatasets(SettingsData s, List<Path> value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                value,
                s.outputFolder(),
                s.run(),
                s.window());
    }

    public static SettingsData outputFolder(SettingsData s, @Nullable Path value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                value,
                s.run(),
                s.window());
    }

    public static SettingsData run(SettingsData s, SettingsData.RunChoices value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                value,
                s.window());
    }

    public static SettingsData window(SettingsData s, SettingsData.WindowPlace value) {
        return new SettingsData(
                s.theme(),
                s.textSize(),
                s.compact(),
                s.reduceMotion(),
                s.hideFaces(),
                s.bind(),
                s.port(),
                s.discover(),
                s.gpuSlots(),
                s.cpuSlots(),
                s.pauseWhileUsed(),
                s.allowedRoots(),
                s.recentDatasets(),
                s.outputFolder(),
                s.run(),
                value);
    }
}
