package io.facet.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    @TempDir
    private Path folder;

    private SettingsStore store(String text) throws IOException {
        Path file = folder.resolve("window.json");
        Files.writeString(file, text);
        return new SettingsStore(file);
    }

    @Test
    void what_is_kept_comes_back() throws IOException {
        SettingsStore store = new SettingsStore(folder.resolve("window.json"));
        assertThat(store.load()).isEqualTo(SettingsData.DEFAULT);
        SettingsData data = SettingsEdits.allowedRoots(
                SettingsEdits.recentDatasets(
                        SettingsEdits.theme(SettingsData.DEFAULT, Theme.Choice.DARK),
                        List.of(folder.resolve("a b").toAbsolutePath())),
                List.of(folder.toAbsolutePath()));
        store.save(data);
        assertThat(store.load()).isEqualTo(data);
        assertThat(store.aside()).isEmpty();
    }

    @Test
    void settings_of_an_older_version_lack_fields_and_parts_of_fields() throws IOException {
        SettingsStore store = store("""
                {"theme": "LIGHT", "run": {"precision": "fp16"}, "window": {"x": 3, "y": 4, "width": 1200, "height": 800}}
                """);
        SettingsData read = store.load();
        assertThat(read.theme()).isEqualTo(Theme.Choice.LIGHT);
        assertThat(read.run().precision()).isEqualTo("fp16");
        assertThat(read.run().formats()).isEmpty();
        assertThat(read.window()).isEqualTo(new SettingsData.WindowPlace(3, 4, 1200, 800, false));
        assertThat(read.port()).isEqualTo(SettingsData.DEFAULT.port());
        assertThat(read.allowedRoots()).isEmpty();
        assertThat(store.aside()).isEmpty();
    }

    @Test
    void settings_of_a_newer_version_lose_only_what_is_not_known_here() throws IOException {
        SettingsStore store = store("""
                {"theme": "SEPIA", "textSize": 16, "port": {"from": 1, "to": 9}, "hideFaces": true, "holograms": true,
                 "run": {"precision": "int8", "batch": "as many as fit", "formats": ["npy", null], "beams": 4},
                 "window": "left half", "recentDatasets": null, "allowedRoots": ["%s"]}
                """.formatted(folder.toString().replace("\\", "\\\\")));
        SettingsData read = store.load();
        assertThat(read.theme()).isEqualTo(SettingsData.DEFAULT.theme());
        assertThat(read.textSize()).isEqualTo(16);
        assertThat(read.port()).isEqualTo(SettingsData.DEFAULT.port());
        assertThat(read.hideFaces()).isTrue();
        assertThat(read.run().precision()).isEqualTo("int8");
        assertThat(read.run().batch()).isZero();
        assertThat(read.run().formats()).isEmpty();
        assertThat(read.window()).isEqualTo(SettingsData.DEFAULT.window());
        assertThat(read.recentDatasets()).isEmpty();
        assertThat(read.allowedRoots()).containsExactly(folder);
        assertThat(store.aside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"textSize\": 15, \"allowedRoots\": {\"read\": [\"/pictures\"]}}",
                "{\"textSize\": 15, \"allowedRoots\": [\"/pictures\", null]}",
                "{\"textSize\": 15, \"allowedRoots\": null}",
                "{\"textSize\": 15, \"allowed",
                "[]"
            })
    void folders_that_nobody_can_read_never_become_all_folders(String text) throws IOException {
        SettingsStore store = store(text);
        SettingsData read = store.load();
        assertThat(read.allowedRoots())
                .singleElement()
                .satisfies(only -> assertThat(only).isEmptyDirectory());
        assertThat(store.aside()).hasValueSatisfying(aside -> assertThat(aside).hasContent(text));
        assertThat(read.textSize()).isEqualTo(text.contains("}") ? 15 : SettingsData.DEFAULT.textSize());
    }
}
