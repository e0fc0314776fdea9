package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.dist.Sandbox.Outcome;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The shell scripts, with programs in the place of Java that tell how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LaunchScriptIT {
    private static final String MAIN = "io.facet.app.launch.FacetMain";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void build() throws IOException {
        sandbox = new Sandbox(folder.toRealPath());
    }

    @Test
    void startsJavaWithTheOptionsLibrariesAndNativesOfThisInstallation() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25.0.3");
        Path app = sandbox.installation;

        Outcome outcome = sandbox.facet("run");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.arguments())
                .startsWith("@" + app.resolve("conf/facet.vmoptions"))
                .contains(
                        "-Dfacet.dist=" + app,
                        "-Djava.library.path=" + app.resolve("native"),
                        "-Donnxruntime.native.path=" + app.resolve("native"),
                        "-XX:ErrorFile=" + sandbox.root.resolve("home/.local/state/facet/logs/crash-%p.log"))
                .endsWith("-cp", app.resolve("lib") + "/*", MAIN, "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "people.facet"})
    void aWindowHasOptionsOfItsOwn(String argument) throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");

        Outcome outcome = argument.isEmpty() ? sandbox.facet() : sandbox.facet(argument);

        assertThat(outcome.arguments())
                .startsWith("@" + sandbox.installation.resolve("conf/facet-desktop.vmoptions"));
    }

    @Test
    void theAgentHasOptionsAndAMainClassOfItsOwn() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");

        Outcome outcome =
                sandbox.run(sandbox.installation.resolve("bin/facet-agent").toString(), "doctor");

        assertThat(outcome.arguments())
                .startsWith("@" + sandbox.installation.resolve("conf/agent.vmoptions"))
                .endsWith("io.facet.agent.AgentMain", "doctor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fäcet  (日本) & dïst! 100%/runtime",
                "usr/lib/jvm/a b",
                "usr/java/jdk-26",
                "opt/jdk-25",
                "home/.sdkman/candidates/java/25-tem",
                "home/.jdks/temurin-25",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"
            })
    void findsJavaInTheUsualPlaces(String home) throws Exception {
        Path java = sandbox.java(home, "25.0.3");

        assertThat(sandbox.facet().told("java")).isEqualTo(java + "/bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FACET_JAVA_HOME", "JAVA_HOME"})
    void findsJavaThroughTheEnvironment(String variable) throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        Path java = sandbox.java("elsewhere/my java", "26-ea");
        sandbox.environment.put(variable, java.toString());

        assertThat(sandbox.facet().told("java")).isEqualTo(java + "/bin/java");
    }

    @Test
    void findsJavaOnThePathThroughLinks() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        Path java = sandbox.java("elsewhere/jdk-27", "27");
        Files.createDirectories(sandbox.root.resolve("etc/alternatives"));
        Path alternative = Files.createSymbolicLink(
                sandbox.root.resolve("etc/alternatives/java"), Path.of("../../elsewhere/jdk-27/bin/java"));
        Files.createSymbolicLink(sandbox.tools.resolve("java"), alternative);

        assertThat(sandbox.facet().told("java")).isEqualTo(java + "/bin/java");
    }

    @Test
    void ownJavaHomeComesBeforeJavaHomeBeforePathBeforeUsualFolders() throws Exception {
        Path own = sandbox.java("own", "25");
        Path general = sandbox.java("general", "25");
        Path onPath = sandbox.java("on-path", "25");
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        sandbox.environment.put("FACET_JAVA_HOME", own.toString());
        sandbox.environment.put("JAVA_HOME", general.toString());
        sandbox.environment.put("PATH", onPath + "/bin:" + sandbox.tools);

        assertThat(sandbox.facet().told("java")).startsWith(own.toString());
        sandbox.environment.remove("FACET_JAVA_HOME");
        assertThat(sandbox.facet().told("java")).startsWith(general.toString());
        sandbox.environment.remove("JAVA_HOME");
        assertThat(sandbox.facet().told("java")).startsWith(onPath.toString());
    }

    @Test
    void passesOverTooOldJavas() throws Exception {
        sandbox.environment.put("JAVA_HOME", sandbox.java("java 8", "1.8.0_462").toString());
        sandbox.environment.put("PATH", sandbox.java("java 24", "24.0.2") + "/bin:" + sandbox.tools);
        sandbox.java("usr/lib/jvm/a-17", "17.0.15");
        Path java = sandbox.java("usr/lib/jvm/b-25", "25.0.3");

        assertThat(sandbox.facet().told("java")).isEqualTo(java + "/bin/java");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        Files.delete(sandbox.java("usr/lib/jvm/a", "17").resolve("release"));
        Path java = sandbox.java("usr/lib/jvm/b", "25.0.1");
        Files.delete(java.resolve("release"));

        assertThat(sandbox.facet().told("java")).isEqualTo(java + "/bin/java");
    }

    @Test
    void saysInOneLineThatThereIsNoJava() throws Exception {
        Outcome outcome = sandbox.facet();

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("facet: [java-missing] Facet needs Java 25 or newer and found none (looked in ")
                .endsWith("). Install it from https://adoptium.net, or set JAVA_HOME.");
    }

    @Test
    void saysInOneLineWhichJavasAreTooOld() throws Exception {
        Path old = sandbox.java("usr/lib/jvm/java-17", "17.0.15");
        sandbox.environment.put(
                "JAVA_HOME", sandbox.root.resolve("nothing there").toString());

        Outcome outcome = sandbox.facet();

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).singleElement().asString().contains("too old: " + old);
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        String[] arguments = {
            "a b", "", "*", "$HOME", "`id`", "\"q\"", "it's", "\\", "-cp", "@file", "grüße 日本", "100%", "!"
        };

        assertThat(sandbox.facet(arguments).programArguments(MAIN)).containsExactly(arguments);
    }

    @Test
    void optionsOfTheUserAreSplitAtSpacesAndComeAfterOurs() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        sandbox.environment.put("FACET_OPTS", "-Xmx2g  -Dpattern=*");
        Files.writeString(sandbox.root.resolve("-Dpattern=trap"), "");

        List<String> arguments = sandbox.facet().arguments();

        assertThat(arguments).containsSubsequence("-Xmx2g", "-Dpattern=*", "-cp", MAIN);
        assertThat(arguments.getFirst()).startsWith("@");
    }

    @Test
    void becomesJavaSoThatPidAndExitCodeAreItsOwn() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        sandbox.environment.put("STATUS", "130");

        Outcome outcome = sandbox.facet();

        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.told("pid")).isEqualTo(Long.toString(outcome.pid()));
    }

    @Test
    void runsThroughLinksAndFromAnywhere() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        Path script = sandbox.installation.resolve("bin/facet");
        Files.createDirectories(sandbox.root.resolve("home/my bin"));
        Files.createSymbolicLink(sandbox.root.resolve("home/my bin/direct"), script);
        Files.createSymbolicLink(sandbox.root.resolve("home/relative"), Path.of("my bin/direct"));

        for (String start : List.of("home/relative", "./home/my bin/direct", sandbox.root + "/home/relative")) {
            assertThat(sandbox.run("sh", start).arguments()).as(start).contains("-Dfacet.dist=" + sandbox.installation);
        }
        assertThat(sandbox.run("sh", "-c", "cd '" + sandbox.installation + "' && CDPATH=/usr sh bin/facet")
                        .arguments())
                .contains("-Dfacet.dist=" + sandbox.installation);
        assertThat(sandbox.run("sh", "-c", "PATH=\"$PATH:$HOME/my bin\" && exec direct")
                        .arguments())
                .contains("-Dfacet.dist=" + sandbox.installation);
    }

    @Test
    void refusesAFolderThatAClassPathCannotName() throws Exception {
        Path odd = sandbox.root.resolve("a:b");
        Files.move(sandbox.installation, odd);

        Outcome outcome = sandbox.run(odd.resolve("bin/facet").toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("facet: [installation] ")
                .contains("a:b");
    }

    @Test
    void crashReportsGoWhereTheLogsAre() throws Exception {
        sandbox.java("usr/lib/jvm/jdk-25", "25");
        sandbox.environment.put("FACET_HOME", "/somewhere else");

        assertThat(sandbox.facet().arguments()).contains("-XX:ErrorFile=/somewhere else/logs/crash-%p.log");
    }
}
