package io.facet.app.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images with their own Java, as the profile dist leaves them: nothing of this computer's Java is used. */
@EnabledIfSystemProperty(named = "facet.images", matches = ".+", disabledReason = "made by -Pdist alone")
class ImageIT {
    private static final Path IMAGES = Path.of(System.getProperty("facet.images", ""));
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    @TempDir
    private Path folder;

    private Path home;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
    }

    private Ended run(Path program, String... arguments) throws IOException, InterruptedException {
        return runWith("", program, arguments);
    }

    private Ended runWith(String options, Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("DISPLAY");
        builder.environment().put("FACET_HOME", home.toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("FACET_OPTS", options);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Path program(String image, String name) {
        return WINDOWS
                ? IMAGES.resolve(image).resolve(name + ".exe")
                : IMAGES.resolve(image).resolve("bin").resolve(name);
    }

    private static Path app(String image) {
        return IMAGES.resolve(image).resolve(WINDOWS ? "app" : "lib/app");
    }

    @ParameterizedTest
    @CsvSource({"facet, facet", "facet, facet-agent", "facet-agent, facet-agent"})
    void every_program_says_its_version_and_nothing_else(String image, String name) throws Exception {
        Ended ended = run(program(image, name), "--version");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith(name + " ").contains("Java ");
        assertThat(ended.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"facet", "facet-agent"})
    void an_agent_finds_its_libraries(String image) throws Exception {
        Ended ended = run(program(image, "facet-agent"), "doctor");

        assertThat(ended.out()).contains("CPU         works", "Images      works: jpg, png, bmp, webp, tif");
        assertThat(ended.status()).isZero();
    }

    @Test
    void a_run_finds_its_agent_and_reads_names_with_letters_of_any_script() throws Exception {
        Path sample = folder.resolve("Fäcet 日本");
        assertThat(run(program("facet", "facet"), "demo", sample.toString()).status())
                .isZero();
        Path csv = folder.resolve("öut").resolve("embeddings.csv");

        Ended ended = run(
                program("facet", "facet"),
                "run",
                "--dataset",
                sample.toString(),
                "--csv",
                csv.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "1");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(csv).content().hasLineCount(241);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_agent_knows_the_program_that_a_service_has_to_start() throws Exception {
        Ended ended = run(program("facet-agent", "facet-agent"), "service", "install", "--print");

        assertThat(ended.out())
                .contains("ExecStart=" + program("facet-agent", "facet-agent").toAbsolutePath());
    }

    @Test
    void the_agent_alone_has_neither_window_nor_master() throws IOException {
        try (Stream<Path> all = Files.walk(app("facet-agent"))) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .contains("classpath.jar")
                    .noneMatch(name ->
                            name.startsWith("javafx") || name.startsWith("facet-app") || name.startsWith("libglass"));
        }
    }

    @ParameterizedTest
    @CsvSource({"facet, facet", "facet, facet-desktop", "facet, facet-agent", "facet-agent, facet-agent"})
    @EnabledOnOs(OS.LINUX)
    void java_takes_the_cache_of_every_program(String image, String name) throws Exception {
        String must = "-XX:AOTMode=on";

        assertThat(runWith(must, program(image, name), "--version").status()).isZero();
        assertThat(runWith(must + " -XX:AOTCache=missing", program(image, name), "--version")
                        .status())
                .isNotZero();
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void every_launcher_names_a_cache_that_is_there() throws IOException {
        for (String image : List.of("facet", "facet-agent")) {
            List<Path> launchers;
            try (Stream<Path> files = Files.list(app(image))) {
                launchers =
                        files.filter(file -> file.toString().endsWith(".cfg")).toList();
            }
            assertThat(launchers).isNotEmpty();
            for (Path launcher : launchers) {
                assertThat(Files.readAllLines(launcher))
                        .filteredOn(line -> line.contains("-XX:AOTCache="))
                        .singleElement()
                        .satisfies(line -> assertThat(app(image).resolve(line.replaceFirst(".*APPDIR.", "")))
                                .isNotEmptyFile());
            }
        }
    }

    @Test
    void a_run_writes_every_format() throws Exception {
        Path sample = folder.resolve("sample");
        assertThat(run(program("facet", "facet"), "demo", sample.toString()).status())
                .isZero();
        Path out = folder.resolve("out");

        Ended ended = run(
                program("facet", "facet"),
                "run",
                "--dataset",
                sample.toString(),
                "--csv",
                out.resolve("embeddings.csv").toString(),
                "--format",
                "csv,npy,parquet",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "1");

        assertThat(ended.status()).as(ended.err()).isZero();
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("embeddings.csv", "embeddings.npy", "embeddings.parquet", "embeddings.facet");
        }
    }
}
