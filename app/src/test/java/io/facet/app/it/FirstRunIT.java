package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does first. */
class FirstRunIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    Facet facet;

    @BeforeEach
    void start() {
        facet = new Facet(folder, "home");
    }

    @AfterEach
    void end() {
        facet.close();
    }

    @Test
    void a_folder_of_faces_becomes_unit_vectors_that_tell_people_apart() {
        Path faces = Datasets.asset("faces/orl_40x10");
        Path csv = folder.resolve("out.csv");

        Facet.Result result = facet.run("facet", "run", "--dataset", faces.toString(), "--csv", csv.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("400 rows in").contains(csv.toString());
        assertThat(result.err()).contains("builtin-512").contains("facet models list");
        Rows rows = Rows.read(csv);
        assertThat(rows.header()).hasSize(514).startsWith("label", "path", "e0").endsWith("e511");
        assertThat(rows.byPath()).hasSize(400).containsKey("s1/10.png");
        Set<String> labels = new HashSet<>(rows.labels());
        assertThat(labels).hasSize(40).contains("s1", "s40");
        for (int i = 0; i < 400; i++) {
            assertThat(length(rows.vector(i))).isBetween(0.999999, 1.000001);
        }
        double auc = auc(rows);
        System.out.printf("builtin-512 on %s, same/different AUC: %.4f%n", faces.getFileName(), auc);
        assertThat(auc).isGreaterThanOrEqualTo(0.92);
        assertThat(folder.resolve("out.facet")).content().contains("\"finished\"");
        assertThat(folder.resolve("out.failures.csv")).hasContent("label,path,reason,message,attempts");
    }

    @Test
    void without_a_command_a_sample_goes_through_a_master_and_two_agents() {
        Facet.Result result = facet.with("DISPLAY", "").run("facet");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("240 rows in").contains("embeddings.csv");
        Path csv = facet.home().resolve("documents").resolve("sample").resolve("embeddings.csv");
        assertThat(Rows.read(csv).byPath()).hasSize(240);
        assertThat(csv.resolveSibling("embeddings.facet"))
                .content()
                .contains("\"this computer\"")
                .contains("\"second agent\"");
    }

    @Test
    void a_second_agent_that_dies_ends_the_tour_with_its_last_words() {
        Facet.Running tour = facet.with("DISPLAY", "").start("facet");
        Facet.await(
                "the second agent starts",
                SOON,
                () -> tour.child("second agent").isPresent());
        tour.child("second agent").ifPresent(ProcessHandle::destroyForcibly);

        Facet.Result result = tour.await();

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.errors()).singleElement().asString().contains("[agent-start] The second agent ended");
    }

    @Test
    void a_tour_that_is_killed_leaves_no_agent() {
        Facet.Running tour = facet.with("DISPLAY", "").start("facet");
        Facet.await(
                "the second agent starts",
                SOON,
                () -> tour.child("second agent").isPresent());
        List<ProcessHandle> children = tour.process().descendants().toList();

        tour.kill();

        Facet.await(
                "both agents are gone",
                Duration.ofSeconds(10),
                () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_display_that_cannot_be_used_is_not_needed() {
        Facet.Result result = facet.with("DISPLAY", ":99").run("facet", "demo", "drawn");

        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void the_demo_dataset_has_a_folder_per_person() {
        Path demo = folder.resolve("demo");

        Facet.Result result = facet.run("facet", "demo", demo.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("240 images in");
        assertThat(demo).isDirectoryContaining(Files::isDirectory);
        Facet.Result again = facet.run("facet", "demo", folder.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.errors()).singleElement().asString().contains("folder-not-empty");
    }

    @Test
    void the_seed_programs_flags_work() {
        Path dataset = Datasets.drawn(folder.resolve("data").resolve("images"), 3, 2);
        assertThat(dataset).exists();

        Facet.Result result = facet.run(
                "facet",
                "master",
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--local-gpu-workers",
                "0",
                "--local-cpu-workers",
                "1");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Rows.read(folder.resolve("output").resolve("embeddings.csv")).records())
                .hasSize(6);
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        return Math.sqrt(sum);
    }

    /** The share of (same person, different person) pairs of pairs in which the same person is the more alike. */
    private static double auc(Rows rows) {
        List<String> labels = rows.labels();
        float[][] vectors =
                IntStream.range(0, labels.size()).mapToObj(rows::vector).toArray(float[][]::new);
        record Pair(double cosine, boolean same) {}
        Pair[] pairs = IntStream.range(0, vectors.length)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, vectors.length)
                        .mapToObj(j -> new Pair(
                                dot(vectors[i], vectors[j]), labels.get(i).equals(labels.get(j)))))
                .toArray(Pair[]::new);
        Arrays.sort(pairs, (a, b) -> Double.compare(a.cosine(), b.cosine()));
        double rankSum = 0;
        long same = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i].same()) {
                rankSum += i + 1;
                same++;
            }
        }
        return (rankSum - same * (same + 1) / 2.0) / ((double) same * (pairs.length - same));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
