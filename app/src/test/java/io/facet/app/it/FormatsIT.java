package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that writes every format, and the command that checks what it wrote. */
class FormatsIT {
    private static final int NPY_HEADER = 128;

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
    void every_format_holds_the_rows_of_the_csv_and_the_output_verifies() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("dataset"), 3, 4);
        Path csv = folder.resolve("embeddings.csv");

        Facet.Result result = facet.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                csv.toString(),
                "--format",
                "csv,npy,parquet");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("embeddings.npy", "labels.csv", "embeddings.parquet");
        Rows rows = Rows.read(csv);
        assertThat(rows.records()).hasSize(12);
        Rows labels = Rows.read(folder.resolve("labels.csv"));
        assertThat(labels.records())
                .isEqualTo(rows.records().stream().map(r -> r.subList(0, 2)).toList());
        ByteBuffer npy = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("embeddings.npy")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(npy.limit()).isEqualTo(NPY_HEADER + 12 * 512 * Float.BYTES);
        assertThat(new String(npy.array(), 0, NPY_HEADER, StandardCharsets.ISO_8859_1))
                .contains("'shape': (12, 512)");
        for (int i = 0; i < 12; i++) {
            float[] vector = new float[512];
            npy.position(NPY_HEADER + i * 512 * Float.BYTES);
            npy.asFloatBuffer().get(vector);
            assertThat(vector).isEqualTo(rows.vector(i));
        }
        assertThat(Files.readAllBytes(folder.resolve("embeddings.parquet"))).startsWith('P', 'A', 'R', '1');

        Facet.Result sound = facet.run("facet", "verify-output", csv.toString());
        assertThat(sound.exitCode()).as(sound.out() + sound.err()).isZero();
        assertThat(sound.out()).contains("12 rows of 512 numbers").contains("builtin-512");
        Files.writeString(csv, "x", StandardOpenOption.APPEND);
        Facet.Result differs = facet.run(
                "facet", "verify-output", folder.resolve("embeddings.facet").toString());
        assertThat(differs.exitCode()).isEqualTo(3);
        assertThat(differs.out().lines().filter(line -> line.startsWith("["))).hasSize(2);
    }

    @Test
    void formats_are_not_written_over_files_that_are_there() throws IOException {
        Path dataset = Datasets.drawn(folder.resolve("dataset"), 1, 1);
        Files.writeString(folder.resolve("out.npy"), "mine");
        List<String> run = List.of(
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                folder.resolve("out.csv").toString(),
                "--format",
                "npy");
        Facet.Result refused = facet.run("facet", run.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).singleElement().asString().contains("[output-exists]", "out.npy");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }
}
