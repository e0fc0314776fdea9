package io.facet.protocol.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacetHomeTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void one_variable_puts_everything_under_one_folder() {
        FacetHome home = FacetHome.resolve(Map.of("FACET_HOME", "/srv/facet"), "Linux", USER);

        assertThat(home.state()).startsWithRaw(Path.of("/srv/facet"));
        assertThat(home.models()).startsWithRaw(Path.of("/srv/facet"));
        assertThat(home.cache()).startsWithRaw(Path.of("/srv/facet"));
        assertThat(home.logs()).startsWithRaw(Path.of("/srv/facet"));
        assertThat(home.documents()).startsWithRaw(Path.of("/srv/facet"));
    }

    @Test
    void linux_follows_the_xdg_folders() {
        FacetHome home =
                FacetHome.resolve(Map.of("XDG_DATA_HOME", "/data", "XDG_CACHE_HOME", "not/absolute"), "Linux", USER);

        assertThat(home.state()).isEqualTo(Path.of("/home/ada/.local/state/facet"));
        assertThat(home.models()).isEqualTo(Path.of("/data/facet/models"));
        assertThat(home.cache()).isEqualTo(Path.of("/home/ada/.cache/facet"));
    }

    @Test
    void windows_and_macos_use_their_own_folders() {
        assertThat(FacetHome.resolve(Map.of(), "Windows 11", USER).state())
                .isEqualTo(Path.of("/home/ada/AppData/Local/Facet/state"));
        assertThat(FacetHome.resolve(Map.of(), "Mac OS X", USER).logs())
                .isEqualTo(Path.of("/home/ada/Library/Logs/Facet"));
    }
}
