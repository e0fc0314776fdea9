package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.dist.Sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of an image, with a program in the place of its Java that tells how it was called. */
@EnabledIfSystemProperty(named = "facet.images", matches = ".+", disabledReason = "made by -Pdist alone")
@EnabledOnOs(OS.LINUX)
class ImageScriptIT {
    private static final Path BIN = Path.of(System.getProperty("facet.images", ""), "facet", "bin");

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Path image;
    private Path app;

    @BeforeEach
    void build() throws IOException {
        sandbox = new Sandbox(folder.toRealPath());
        image = sandbox.root.resolve("Ïmage  (日本) & 100%");
        app = image.resolve("lib/app");
        Files.createDirectories(image.resolve("bin"));
        try (Stream<Path> scripts = Files.list(BIN)) {
            for (Path script : scripts.toList()) {
                Files.copy(
                        script, image.resolve("bin").resolve(script.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        sandbox.java(sandbox.root.relativize(image).resolve("lib/runtime").toString(), "25");
        Files.createDirectories(app.resolve("aot"));
    }

    private Outcome run(String program, String... arguments) throws IOException, InterruptedException {
        return sandbox.run(image.resolve("bin").resolve(program).toString(), arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "facet, facet, io.facet.app.launch.FacetMain",
        "facet-desktop, facet-desktop, io.facet.app.launch.FacetMain",
        "facet-agent, agent, io.facet.agent.AgentMain"
    })
    void aProgramBecomesTheJavaOfItsImage(String program, String options, String main) throws Exception {
        Path cache = Files.createFile(app.resolve("aot").resolve(program + ".aot"));

        Outcome outcome = run(program, "--version", "a  b*");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.told("java")).isEqualTo(image + "/lib/runtime/bin/java");
        assertThat(outcome.told("pid")).isEqualTo(Long.toString(outcome.pid()));
        assertThat(outcome.told("threads")).isEqualTo("1");
        assertThat(outcome.told("LC_ALL")).isEqualTo("C.UTF-8");
        assertThat(outcome.arguments())
                .startsWith("@" + app.resolve("conf").resolve(options + ".vmoptions"))
                .contains(
                        "-XX:ErrorFile=" + sandbox.root.resolve("home/.local/state/facet/logs/crash-%p.log"),
                        "-XX:AOTCache=" + cache,
                        "-Xlog:aot*=off",
                        "-Dfacet.dist=" + app,
                        "-Dfacet.program=" + image.resolve("bin").resolve(program),
                        "-Djava.library.path=" + app.resolve("native"),
                        "-Donnxruntime.native.path=" + app.resolve("native"))
                .endsWith("-cp", app.resolve("classpath.jar").toString(), main, "--version", "a  b*");
    }

    @Test
    void namesNoCacheThatIsNotThere() throws Exception {
        assertThat(run("facet", "run").arguments()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    }

    @Test
    void withoutACommandItIsTheProgramOfTheWindow() throws Exception {
        for (Outcome outcome : List.of(run("facet"), run("facet", "people.facet"))) {
            assertThat(outcome.arguments())
                    .startsWith("@" + app.resolve("conf/facet-desktop.vmoptions"))
                    .contains("-Dfacet.program=" + image.resolve("bin/facet-desktop"));
        }
    }

    @Test
    void optionsOfTheUserComeAfterOurs() throws Exception {
        sandbox.environment.put("FACET_OPTS", "-Xmx4g  -Dpattern=*");

        assertThat(run("facet", "run").arguments())
                .containsSubsequence("-Xlog:aot*=off", "-Xmx4g", "-Dpattern=*", "-cp");
    }

    @Test
    void runsThroughTheLinkThatThePackagePutsOnThePath() throws Exception {
        Path link = Files.createSymbolicLink(sandbox.tools.resolve("facet"), image.resolve("bin/facet"));

        assertThat(sandbox.run("sh", "-c", "exec " + link.getFileName() + " run")
                        .arguments())
                .contains("-Dfacet.dist=" + app);
    }

    @Test
    void refusesAFolderThatAClassPathCannotName() throws Exception {
        Path odd = Files.move(image, sandbox.root.resolve("a:b"));

        Outcome outcome = sandbox.run(odd.resolve("bin/facet").toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("facet: [installation] ")
                .contains("a:b");
    }
}
