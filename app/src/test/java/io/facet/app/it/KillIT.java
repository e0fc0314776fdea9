package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are killed at random moments; what is left must be as if nothing had happened. */
class KillIT {
    private static final int KILLS = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    Facet facet;
    Random random;

    @BeforeEach
    void start() {
        facet = new Facet(folder, "home");
        long seed = System.nanoTime();
        System.out.println("seed of the kills: " + seed);
        random = new Random(seed);
    }

    @AfterEach
    void end() {
        facet.close();
    }

    @Test
    void an_agent_killed_twenty_times_in_one_run_loses_and_doubles_nothing() throws InterruptedException {
        Path dataset = Datasets.named(folder.resolve("dataset"), 4000);
        Path pipeline = Datasets.simulated(folder.resolve("slow.yaml"), 16, 100);
        Path csv = folder.resolve("out.csv");
        Facet.Running run = facet.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                csv.toString(),
                "--pipeline",
                pipeline.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "2",
                "--bind",
                "127.0.0.1",
                "--port",
                "0");
        Facet.await("the master listens", SOON, () -> run.err().contains("--master 127.0.0.1:"));
        String address = run.err().replaceAll("(?s).*--master (127\\.0\\.0\\.1:[0-9]+).*", "$1");
        List<Facet.Running> agents = new ArrayList<>();

        int kills = 0;
        while (kills < KILLS && run.process().isAlive()) {
            while (agents.size() < 2) {
                agents.add(facet.start("facet-agent", "--master", address, "--cpu-workers", "4", "--gpu-workers", "0"));
            }
            Facet.Running victim = agents.remove(random.nextInt(agents.size()));
            Facet.await(
                    "the victim works, or the run is over",
                    SOON,
                    () -> victim.err().contains("Connected") || !run.process().isAlive());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(400)); // the random moment
            if (run.process().isAlive()) {
                victim.kill();
                kills++;
            }
        }
        Facet.Result result = run.await();

        assertThat(kills).as("kills while the run went on").isEqualTo(KILLS);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertSameRows(csv, dataset, pipeline);
    }

    @Test
    void the_agent_of_this_computer_killed_twenty_times_in_one_run_is_started_again_each_time()
            throws InterruptedException {
        Path dataset = Datasets.named(folder.resolve("dataset"), 1000);
        Path pipeline = Datasets.simulated(folder.resolve("slow.yaml"), 16, 100);
        Path csv = folder.resolve("out.csv");
        Facet.Running run = facet.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                csv.toString(),
                "--pipeline",
                pipeline.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "4");

        int kills = 0;
        while (kills < KILLS && run.process().isAlive()) {
            Facet.await(
                    "there is an agent, or the run is over",
                    SOON,
                    () -> run.child("--supervised").isPresent()
                            || !run.process().isAlive());
            if (kills % 5 == 4) {
                long before = size(csv);
                Facet.await(
                        "it works, or the run is over",
                        SOON,
                        () -> size(csv) > before || !run.process().isAlive());
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(300)); // the random moment, often before it is welcomed
            if (run.child("--supervised").map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills++;
            }
        }
        Facet.Result result = run.await();

        assertThat(kills).as("kills while the run went on").isEqualTo(KILLS);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertSameRows(csv, dataset, pipeline);
    }

    @Test
    void a_master_killed_twenty_times_and_resumed_loses_and_doubles_nothing() throws InterruptedException, IOException {
        Path dataset = Datasets.named(folder.resolve("dataset"), 900);
        Path pipeline = Datasets.simulated(folder.resolve("slow.yaml"), 64, 25);
        Path csv = folder.resolve("out.csv");
        String[] command = {
            "run",
            "--dataset",
            dataset.toString(),
            "--csv",
            csv.toString(),
            "--resume",
            "--ordered",
            "--pipeline",
            pipeline.toString(),
            "--gpu-workers",
            "0",
            "--cpu-workers",
            "2"
        };

        for (int kill = 0; kill < KILLS; kill++) {
            long before = Files.exists(csv) ? Files.size(csv) : 0;
            Facet.Running run = facet.start("facet", command);
            Facet.await(
                    "rows are written, or the run is over",
                    SOON,
                    () -> size(csv) > before || !run.process().isAlive());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150)); // the random moment
            run.kill();
            if (kill == KILLS / 2) {
                tear(csv);
            }
        }
        Facet.Result result = facet.run("facet", command);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertSameRows(csv, dataset, pipeline);
        Path undisturbed = folder.resolve("undisturbed.csv");
        facet.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                undisturbed.toString(),
                "--ordered",
                "--pipeline",
                pipeline.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "16");
        assertThat(Files.readAllBytes(csv)).isEqualTo(Files.readAllBytes(undisturbed));
    }

    @Test
    void a_killed_master_leaves_no_agent_and_no_secret_in_the_process_list() throws InterruptedException {
        Path dataset = Datasets.named(folder.resolve("dataset"), 500);
        Path pipeline = Datasets.simulated(folder.resolve("slow.yaml"), 16, 200);
        Path csv = folder.resolve("out.csv");
        Facet.Running run = facet.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                csv.toString(),
                "--pipeline",
                pipeline.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "2");
        Facet.await("rows are written", SOON, () -> size(csv) > 400);
        List<ProcessHandle> children = run.process().descendants().toList();
        String commandLines = children.stream()
                .map(c -> c.info().commandLine().orElse("")
                        + String.join(" ", c.info().arguments().orElse(new String[0])))
                .reduce("", String::concat);

        run.kill();

        assertThat(children).isNotEmpty();
        assertThat(commandLines).contains("--supervised").doesNotContainPattern("[0-9a-f]{32}");
        Facet.await(
                "the local agent is gone",
                Duration.ofSeconds(10),
                () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private void assertSameRows(Path csv, Path dataset, Path pipeline) {
        Path calm = folder.resolve("calm.csv");
        Facet.Result result = facet.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                calm.toString(),
                "--pipeline",
                pipeline.toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "16");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Rows.read(csv).byPath()).isEqualTo(Rows.read(calm).byPath());
    }

    /** What a killed writer leaves: the beginning of one more row. */
    private static void tear(Path csv) throws IOException {
        byte[] bytes = Files.readAllBytes(csv);
        int row = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).indexOf("\r\n") + 2;
        byte[] half = java.util.Arrays.copyOfRange(bytes, row, row + 37);
        Files.write(csv, half, java.nio.file.StandardOpenOption.APPEND);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
