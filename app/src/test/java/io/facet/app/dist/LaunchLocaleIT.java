package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The locale that the shell scripts give to Java, which reads file names by it. */
@DisabledOnOs(OS.WINDOWS)
class LaunchLocaleIT {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void build() throws IOException {
        sandbox = new Sandbox(folder.toRealPath());
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        sandbox.environment.remove("LC_ALL");
    }

    @Test
    void aLocaleWithUtf8StaysAsItIs() throws Exception {
        sandbox.locales("C.UTF-8", "de_DE.UTF-8");
        sandbox.environment.put("LANG", "de_DE.UTF-8");

        assertThat(sandbox.facet().told("LC_ALL")).isEmpty();
    }

    @Test
    void noLocaleBecomesOneWithUtf8() throws Exception {
        sandbox.locales("C.UTF-8", "en_US.UTF-8");

        assertThat(sandbox.facet().told("LC_ALL")).isEqualTo("C.UTF-8");
    }

    @Test
    void aLocaleThatIsNotInstalledBecomesOneThatIs() throws Exception {
        sandbox.locales("en_US.UTF-8");
        sandbox.environment.put("LC_ALL", "de_DE.UTF-8");

        assertThat(sandbox.facet().told("LC_ALL")).isEqualTo("en_US.UTF-8");
    }

    @Test
    void anyOtherInstalledOneWithUtf8WillDo() throws Exception {
        sandbox.locales("fr_FR", "pl_PL.utf8");
        sandbox.environment.put("LC_ALL", "C");

        assertThat(sandbox.facet().told("LC_ALL")).isEqualTo("pl_PL.utf8");
    }

    @Test
    void nothingChangesWhereNoneIsInstalled() throws Exception {
        sandbox.locales("fr_FR");
        sandbox.environment.put("LC_ALL", "C");

        assertThat(sandbox.facet().told("LC_ALL")).isEqualTo("C");
    }

    @Test
    void nothingChangesWhereTheSystemKnowsNoLocales() throws Exception {
        Files.delete(sandbox.tools.resolve("locale"));
        sandbox.environment.put("LANG", "C");

        assertThat(sandbox.facet().told("LC_ALL")).isEmpty();
    }
}
