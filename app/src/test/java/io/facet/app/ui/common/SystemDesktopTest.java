package io.facet.app.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SystemDesktopTest {
    /** Looks at the command only: what Explorer makes of it can be seen on Windows alone. */
    @Test
    void explorer_gets_the_path_in_quotes_of_its_own_whatever_is_in_it() {
        for (String name : List.of("plain.csv", "two words.csv", "a,b & c.csv")) {
            assertThat(SystemDesktop.revealing("windows 11", Path.of(name)))
                    .containsExactly("explorer.exe", "/select,", "\"" + name + "\"");
        }
    }

    @Test
    void finder_gets_the_path_as_it_is() {
        assertThat(SystemDesktop.revealing("mac os x", Path.of("a b,c.csv")))
                .containsExactly("open", "-R", "a b,c.csv");
    }

    @Test
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void elsewhere_the_folder_of_the_file_is_opened_off_the_thread_that_asks(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("a b.csv"));
        List<String> shown = new ArrayList<>();
        List<Runnable> waiting = new ArrayList<>();
        SystemDesktop desktop = new SystemDesktop(shown::add, waiting::add);
        desktop.reveal(file);
        desktop.open(file);
        assertThat(shown).isEmpty();
        waiting.forEach(Runnable::run);
        assertThat(shown).extracting(a -> Path.of(URI.create(a))).containsExactly(folder, file);
    }
}
