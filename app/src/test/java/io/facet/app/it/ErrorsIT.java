package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.ProtocolVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that a user can get wrong is one clear line, with a stable code and the right exit code. */
class ErrorsIT {
    @TempDir
    Path folder;

    Facet facet;
    Path dataset;

    @BeforeEach
    void start() {
        facet = new Facet(folder, "home");
        dataset = Datasets.named(folder.resolve("dataset"), 20);
    }

    @AfterEach
    void end() {
        facet.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --dataset nowhere --csv out.csv                                    | 1 | dataset-missing   | nowhere",
                "run --dataset dataset/label_0/image.jpg --csv out.csv                  | 1 | dataset-missing   | image.jpg",
                "run --dataset empty --csv out.csv                                      | 1 | dataset-empty     | jpg",
                "run --dataset dataset --csv out.csv --model nomodel                    | 1 | model-unknown     | nomodel",
                "run --dataset dataset --csv out.csv --model missing.onnx               | 1 | model-missing     | missing.onnx",
                "run --dataset dataset --csv out.csv --model sface                      | 1 | model-missing     | facet models pull sface",
                "run --dataset dataset --csv out.csv --pipeline nopipe                  | 1 | pipeline-unknown  | noop",
                "run --dataset dataset --csv exists.csv --pipeline noop                 | 1 | output-exists     | --resume",
                "run --dataset dataset --csv exists.csv --pipeline noop --resume        | 1 | output-damaged    | manifest",
                "run --dataset dataset --csv out.csv --bind 192.0.2.1 --pipeline noop   | 1 | bind-failed       | --bind",
                "run --dataset dataset --csv out.csv --gpu-workers 0 --cpu-workers 0    | 2 | usage             | --agents",
                "run --dataset dataset --csv out.csv --frobnicate                       | 2 | usage             | --frobnicate",
                "run --dataset dataset --csv out.csv --cpu-workers many                 | 2 | usage             | --cpu-workers",
                "run --dataset dataset --csv out.csv --precision fp64                   | 2 | usage             | fp32",
                "run --dataset dataset --csv out.csv --resume --overwrite               | 2 | usage             | --overwrite",
                "run --dataset dataset --csv out.csv --format xls                       | 2 | usage             | parquet",
                "verify-output nowhere.csv                                              | 1 | output-missing    | nowhere.csv",
                "verify-output exists.csv                                               | 1 | output-missing    | exists.facet",
                "run --csv out.csv                                                      | 2 | usage             | --dataset",
                "frobnicate                                                             | 2 | usage             | frobnicate",
                "run --dataset dataset --csv out.csv --pipeline noop --model sface      | 2 | usage             | --model",
                "join-code --port 0                                                     | 2 | usage             | 65535",
                "join-code --valid soon                                                 | 2 | usage             | 24h",
                "models                                                                 | 2 | usage             | list",
                "models pull vggface2-resnet50                                          | 1 | model-download    | convert",
                "models show nomodel                                                    | 1 | model-unknown     | nomodel",
                "models convert exists.csv -o out.onnx                                  | 1 | convert-format    | exists.csv",
                "models import exists.csv --model sface                                 | 1 | model-invalid     | exists.csv",
            })
    void is_one_line(String arguments, int exitCode, String code, String says) throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("dataset/label_0"));
        Files.writeString(folder.resolve("dataset/label_0/image.jpg"), "a file");
        Files.writeString(folder.resolve("exists.csv"), "somebody's data\n");

        Facet.Result result = facet.run("facet", arguments.strip().split(" +"));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("facet: [" + code + "] ")
                .contains(says);
        assertThat(result.err()).doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("exists.csv")).hasContent("somebody's data\n");
    }

    @Test
    void a_port_in_use_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Facet.Result result = facet.run(
                    "facet",
                    "run",
                    "--dataset",
                    "dataset",
                    "--csv",
                    "out.csv",
                    "--pipeline",
                    "noop",
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.errors()).singleElement().asString().contains("[port-in-use]", "--port");
            assertThat(folder.resolve("out.csv")).doesNotExist();
        }
    }

    @Test
    void a_gpu_that_was_asked_for_and_does_not_work_is_named_at_once() {
        facet.with("CUDA_VISIBLE_DEVICES", "");

        Facet.Result result = facet.run(
                "facet", "run", "--dataset", "dataset", "--csv", "out.csv", "--pipeline", "noop", "--gpu-workers", "1");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.errors())
                .singleElement()
                .asString()
                .contains("[agent-slots]", "[device-unavailable] No GPU works here");
    }

    @Test
    void a_code_that_cannot_be_told_leaves_no_token() {
        facet.run("facet", "join-code", "--port", "0");

        String[] tokens = facet.home().resolve("state/master/join").toFile().list();
        assertThat(tokens == null ? new String[0] : tokens).noneMatch(name -> name.endsWith(".json"));
    }

    @Test
    void a_full_disk_ends_the_run_with_every_row_in_the_file_and_resume_goes_on()
            throws IOException, InterruptedException {
        Path small = Files.createDirectories(folder.resolve("small"));
        mount(small);
        try {
            Path csv = small.resolve("out.csv");
            Path many = Datasets.named(folder.resolve("many"), 400);
            String[] command = {
                "run",
                "--dataset",
                many.toString(),
                "--csv",
                csv.toString(),
                "--pipeline",
                "noop",
                "--resume",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "1"
            };
            Path ballast = Files.write(small.resolve("ballast"), new byte[3 << 20]);

            Facet.Result full = facet.run("facet", command);
            assertThat(full.exitCode()).as(full.err()).isEqualTo(1);
            assertThat(full.errors()).singleElement().asString().contains("[disk-full]", "--resume");
            int rowsBefore = Rows.read(csv).records().size();
            Files.delete(ballast);
            Facet.Result resumed = facet.run("facet", command);

            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(rowsBefore).isBetween(1, 399);
            assertThat(Rows.read(csv).byPath()).hasSize(400);
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    private static void mount(Path small) throws IOException, InterruptedException {
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean mounted = mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0;
        if (!mounted) {
            System.out.println("skipped: no small disk can be mounted here");
        }
        Assumptions.assumeTrue(mounted, "skipped: no small disk can be mounted here");
    }

    @Test
    void programs_with_a_class_path_of_8_kb_start_and_work() {
        String padding = ("/nowhere/" + "x".repeat(200) + ".jar:").repeat(40);
        facet.with("FACET_OPTS", "-Dpadding=" + padding)
                .with("CLASSPATH", padding)
                .with("LC_ALL", "C");

        Facet.Result result = facet.run(
                "facet",
                "run",
                "--dataset",
                Datasets.drawn(folder.resolve("drawn ü"), 2, 2).toString(),
                "--csv",
                "out.csv",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "1");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Rows.read(folder.resolve("out.csv")).records()).hasSize(4);
    }

    @Test
    void an_agent_that_speaks_another_version_is_told_which_computer_needs_the_newer_facet() throws Exception {
        Facet.Running run = facet.start(
                "facet",
                "run",
                "--dataset",
                "dataset",
                "--csv",
                "out.csv",
                "--pipeline",
                "noop",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "0",
                "--agents",
                "1",
                "--port",
                "0");
        Facet.await(
                "the master listens", Duration.ofSeconds(60), () -> run.err().contains("--master 127.0.0.1:"));
        String code = facet.run("facet", "join-code").out().strip();

        String refusal = StrangeAgent.enrol(code, ProtocolVersion.CURRENT.newest() + 7);

        assertThat(refusal)
                .contains("protocol version " + (ProtocolVersion.CURRENT.newest() + 7), "on the master's computer");
        assertThat(run.process().isAlive()).isTrue();
    }
}
