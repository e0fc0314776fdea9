package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and agents that share nothing but the loopback interface. */
class FarmIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    Facet master;
    final List<Facet> others = new ArrayList<>();

    @BeforeEach
    void start() {
        master = new Facet(folder, "master");
    }

    @AfterEach
    void end() {
        others.forEach(Facet::close);
        master.close();
    }

    @Test
    void one_local_agent_and_three_remote_ones_write_the_same_bytes() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("dataset"), 8, 50);
        Path alone = folder.resolve("alone.csv");
        Path farm = folder.resolve("farm.csv");

        Facet.Result first =
                master.run("facet", "run", "--dataset", dataset.toString(), "--csv", alone.toString(), "--ordered");
        int port = freePort();
        Facet.Running run = master.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                farm.toString(),
                "--ordered",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "0",
                "--agents",
                "3",
                "--port",
                Integer.toString(port));
        awaitListening(run, port);
        Facet.Result code = master.run("facet", "join-code", "--uses", "3", "--valid", "5m");
        for (int i = 1; i <= 3; i++) {
            agent("agent" + i)
                    .with("FACET_JOIN", code.out().strip())
                    .start("facet-agent", "--cpu-workers", "1", "--gpu-workers", "0", "--name", "agent " + i);
        }
        Facet.Result second = run.await();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(Files.readAllBytes(farm)).isEqualTo(Files.readAllBytes(alone));
        assertThat(Rows.read(alone).byPath()).hasSize(400);
        assertThat(folder.resolve("farm.facet")).content().contains("\"agent 1\"", "\"agent 2\"", "\"agent 3\"");
    }

    @Test
    void an_agent_that_comes_before_the_master_is_served() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("dataset"), 2, 3);
        int port = freePort();
        Facet.Running early = master.start(
                "facet-agent", "--master", "127.0.0.1:" + port, "--cpu-workers", "1", "--gpu-workers", "0");
        Facet.await("the agent waits", SOON, () -> early.err().contains("Waiting for it"));

        Facet.Result result = master.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                folder.resolve("out.csv").toString(),
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "0",
                "--agents",
                "1",
                "--port",
                Integer.toString(port));

        assertThat(result.exitCode()).as(result.err() + early.err()).isZero();
        early.process().destroy();
        assertThat(early.await(SOON).err()).contains("Joined");
    }

    @Test
    void a_wrong_code_and_a_used_one_are_one_clear_line() throws IOException {
        Path dataset = Datasets.named(folder.resolve("dataset"), 3);
        int port = freePort();
        Facet.Running run = master.start(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                folder.resolve("out.csv").toString(),
                "--pipeline",
                "noop",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "0",
                "--agents",
                "9",
                "--port",
                Integer.toString(port));
        awaitListening(run, port);
        String code = master.run("facet", "join-code").out().strip();
        Facet.Running first = agent("first")
                .with("FACET_JOIN", code)
                .start("facet-agent", "--cpu-workers", "1", "--gpu-workers", "0");
        Facet.await("the first agent joins", SOON, () -> first.err().contains("Connected"));

        Facet.Result used =
                agent("second").with("FACET_JOIN", code).run("facet-agent", "--cpu-workers", "1", "--gpu-workers", "0");
        Facet.Result wrong = agent("third")
                .with("FACET_JOIN", code.replace('a', 'b'))
                .run("facet-agent", "--cpu-workers", "1", "--gpu-workers", "0");
        Facet.Result stranger = agent("fourth")
                .run("facet-agent", "--master", "10.255.255.1:5555", "--cpu-workers", "1", "--gpu-workers", "0");

        assertThat(used.exitCode()).isEqualTo(1);
        assertThat(used.errors()).singleElement().asString().contains("[join-refused]", "Get a new one");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.errors()).singleElement().asString().contains("[join-code-invalid]");
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.errors()).singleElement().asString().contains("[join-needed]", "facet join-code");
    }

    private Facet agent(String name) {
        Facet agent = new Facet(folder, name);
        others.add(agent);
        return agent;
    }

    private static void awaitListening(Facet.Running run, int port) {
        Facet.await("the master listens", SOON, () -> run.err().contains("port " + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
