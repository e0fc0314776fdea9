package io.facet.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRootsTest {
    @TempDir
    private Path temporary;

    private Path photos;
    private Path secret;

    @BeforeEach
    void folders() throws IOException {
        temporary = temporary.toRealPath();
        photos = Files.createDirectories(temporary.resolve("photos"));
        Files.createDirectories(photos.resolve("ann"));
        Files.writeString(photos.resolve("ann/1.jpg"), "image");
        secret = Files.writeString(temporary.resolve("secret.jpg"), "secret");
    }

    private AllowedRoots allowing(String... roots) {
        return AllowedRoots.of(List.of(roots), List.of());
    }

    private AllowedRoots mapping(String... maps) {
        return AllowedRoots.of(List.of(), List.of(maps));
    }

    @Test
    void a_file_below_an_allowed_folder_is_found() {
        assertThat(allowing(photos.toString()).resolve(photos.toString(), "ann/1.jpg"))
                .contains(photos.resolve("ann/1.jpg"));
    }

    @Test
    void without_an_allowed_folder_nothing_is_opened() {
        assertThat(allowing().resolve(photos.toString(), "ann/1.jpg")).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_left_to_the_master() {
        assertThat(allowing(photos.toString()).resolve(photos.toString(), "ann/2.jpg"))
                .isEmpty();
    }

    @Test
    void a_folder_beside_the_allowed_one_with_a_name_that_begins_alike_is_refused() throws IOException {
        Path other = Files.createDirectories(temporary.resolve("photos-private"));
        Files.writeString(other.resolve("1.jpg"), "x");

        assertThat(allowing(photos.toString()).resolve(other.toString(), "1.jpg"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.jpg", "ann/../../secret.jpg", "/etc/hosts", "//etc/hosts", "\0", ""})
    void a_path_that_leads_out_is_refused(String path) {
        assertThat(allowing(photos.resolve("ann").toString())
                        .resolve(photos.resolve("ann").toString(), path)
                        .filter(Files::isRegularFile))
                .isEmpty();
    }

    @Test
    void an_absolute_path_of_a_hostile_master_is_refused() {
        assertThat(allowing(photos.toString()).resolve(photos.toString(), secret.toString()))
                .isEmpty();
        assertThat(allowing(photos.toString()).resolve("/", secret.toString().substring(1)))
                .isEmpty();
    }

    @Test
    void a_path_that_is_not_plainly_below_the_dataset_is_refused_even_if_it_leads_into_an_allowed_folder() {
        AllowedRoots roots = allowing(photos.toString());

        assertThat(roots.resolve(photos.toString(), photos.resolve("ann/1.jpg").toString()))
                .isEmpty();
        assertThat(roots.resolve(photos.toString(), "ann/../ann/1.jpg")).isEmpty();
        assertThat(roots.resolve(photos.toString(), "ann//1.jpg")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ann/1.jpg,            true,  true",
        "..jpg/1..jpg,         true,  true",
        "/ann/1.jpg,           false, false",
        "//host/share/1.jpg,   false, false",
        "ann/../1.jpg,         false, false",
        "..,                   false, false",
        "./1.jpg,              false, false",
        "ann/,                 false, false",
        "'',                   false, false",
        "\\\\host\\share\\1.jpg, false, true",
        "C:1.jpg,              false, true",
        "1.jpg:stream,         false, true",
        "ann\\..\\1.jpg,       false, true",
    })
    void what_a_path_may_look_like(String path, boolean onWindows, boolean elsewhere) {
        assertThat(AllowedRoots.isBelow(path, '\\')).isEqualTo(onWindows);
        assertThat(AllowedRoots.isBelow(path, '/')).isEqualTo(elsewhere);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_dataset_elsewhere_is_not_even_looked_up() throws IOException {
        Path elsewhere = Files.createSymbolicLink(temporary.resolve("elsewhere"), photos);

        assertThat(allowing(photos.toString()).resolve(elsewhere.toString(), "ann/1.jpg"))
                .as("found only if the link is followed, and what is mounted there asked")
                .isEmpty();
        assertThat(mapping("/data=" + elsewhere).resolve("/data", "ann/1.jpg")).contains(photos.resolve("ann/1.jpg"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_out_of_the_folder_is_refused_and_one_within_is_followed() throws IOException {
        Files.createSymbolicLink(photos.resolve("out.jpg"), secret);
        Files.createSymbolicLink(photos.resolve("outside"), temporary);
        Files.createSymbolicLink(photos.resolve("within.jpg"), photos.resolve("ann/1.jpg"));
        AllowedRoots roots = allowing(photos.toString());

        assertThat(roots.resolve(photos.toString(), "out.jpg")).isEmpty();
        assertThat(roots.resolve(photos.toString(), "outside/secret.jpg")).isEmpty();
        assertThat(roots.resolve(photos.toString(), "within.jpg")).contains(photos.resolve("ann/1.jpg"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void an_allowed_folder_may_itself_be_a_link() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), photos);

        assertThat(allowing(link.toString()).resolve(link.toString(), "ann/1.jpg"))
                .contains(photos.resolve("ann/1.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "/data/photos,      /data/photos",
        "/data/photos/,     /data/photos",
        "/data/photos,      /data/photos/",
        "/,                 /",
        "D:\\photos,        D:\\photos",
        "D:\\photos,        d:\\PHOTOS\\",
        "D:\\photos,        D:/photos",
        "D:/photos/,        D:\\photos",
        "\\\\nas\\photos,   \\\\NAS\\Photos",
    })
    void what_the_master_calls_a_folder_is_found_here(String master, String dataset) {
        assertThat(mapping(master + "=" + photos).resolve(dataset, "ann/1.jpg")).contains(photos.resolve("ann/1.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "/data,       /data/ann",
        "D:\\,        D:\\ann",
        "D:\\data,    d:\\Data\\ann",
        "/,           /ann",
    })
    void folders_below_a_mapped_one_are_found_too(String master, String dataset) {
        assertThat(mapping(master + "=" + photos).resolve(dataset, "1.jpg")).contains(photos.resolve("ann/1.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "/data/photos,  /data/photos2",
        "/data/photos,  /DATA/photos",
        "/data/photos,  /data",
        "D:\\photos,    E:\\photos",
        "D:\\photos,    D:\\photos2",
        "/data,         \\data",
    })
    void other_folders_are_not_mapped(String master, String dataset) {
        assertThat(mapping(master + "=" + photos).resolve(dataset, "ann/1.jpg")).isEmpty();
    }

    @Test
    void of_two_maps_that_apply_the_longer_decides() throws IOException {
        Path more = Files.createDirectories(temporary.resolve("more"));
        Files.writeString(more.resolve("9.jpg"), "x");
        AllowedRoots roots = mapping("/data=" + photos, "/data/more=" + more);

        assertThat(roots.resolve("/data/more", "9.jpg")).contains(more.resolve("9.jpg"));
        assertThat(roots.resolve("/data", "ann/1.jpg")).contains(photos.resolve("ann/1.jpg"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_backslash_in_a_name_of_linux_stays_one() throws IOException {
        Path odd = Files.createDirectories(photos.resolve("a\\b"));
        Files.writeString(odd.resolve("1.jpg"), "x");

        assertThat(mapping("/data=" + photos).resolve("/data/a\\b", "1.jpg")).contains(odd.resolve("1.jpg"));
    }

    @Test
    void a_map_does_not_lead_out_of_its_folder() {
        assertThat(mapping("/data=" + photos).resolve("/data/../..", "secret.jpg"))
                .isEmpty();
        assertThat(mapping("D:\\data=" + photos).resolve("D:\\data\\..", "secret.jpg"))
                .isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_an_error_that_names_it() {
        assertThatThrownBy(() -> allowing("/no/such/folder")).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(AgentException.Code.ROOT_MISSING);
            assertThat(e.getMessage()).contains("/no/such/folder", "--allow-root");
        });
        assertThatThrownBy(() -> allowing(secret.toString())).isInstanceOf(AgentException.class);
        assertThatThrownBy(() -> mapping("D:\\x=/no/such/folder")).hasMessageContaining("/no/such/folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "/data", "=/data", "/data="})
    void a_map_without_two_sides_is_wrong_usage(String map) {
        assertThatThrownBy(() -> mapping(map)).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(AgentException.Code.USAGE);
            assertThat(e.getMessage()).contains("MASTER=LOCAL");
        });
    }
}
