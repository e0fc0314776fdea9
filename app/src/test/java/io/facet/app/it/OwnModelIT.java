package io.facet.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.models.SmallOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that Facet has never heard of, from the import to its rows. */
class OwnModelIT {
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
    void a_file_and_its_card_are_imported_listed_shown_and_run() throws IOException {
        SmallOnnx.write(folder.resolve("mine.onnx"));
        Files.writeString(folder.resolve("card.yaml"), """
                id: mine
                title: My own model
                summary: Returns its pixels.
                task: image-embedding
                licence: MIT
                obtain: Make it.
                input:
                  layout: nchw
                  width: 8
                  height: 8
                  colours: rgb
                  fit: squash
                  interpolation: area
                  mean: [0, 0, 0]
                  std: [255, 255, 255]
                output:
                  dimension: %d
                  normalise: l2
                """.formatted(SmallOnnx.DIMENSION));
        Path dataset = Datasets.drawn(folder.resolve("dataset"), 2, 3);

        Facet.Result imported = facet.run("facet", "models", "import", "mine.onnx", "--card", "card.yaml");
        Facet.Result list = facet.run("facet", "models", "list");
        Facet.Result show = facet.run("facet", "models", "show", "mine");
        Facet.Result run = facet.run(
                "facet",
                "run",
                "--dataset",
                dataset.toString(),
                "--csv",
                "out.csv",
                "--model",
                "mine",
                "--gpu-workers",
                "0",
                "--cpu-workers",
                "1");

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(list.out()).containsPattern("mine +192 +here \\(fp32\\) +My own model");
        assertThat(show.out()).contains("Returns its pixels.");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Rows.read(folder.resolve("out.csv")).records()).hasSize(6);
        try (var lines = Files.lines(folder.resolve("out.csv"))) {
            assertThat(lines.map(l -> l.split(",", -1).length)).containsOnly(SmallOnnx.DIMENSION + 2);
        }
    }

    @Test
    void a_card_with_the_id_of_another_model_is_refused_in_one_line() throws IOException {
        SmallOnnx.write(folder.resolve("mine.onnx"));
        String card = facet.run("facet", "models", "show", "sface").out();
        Files.writeString(folder.resolve("card.yaml"), card.replace("SFace", "Another"));

        Facet.Result result = facet.run("facet", "models", "import", "mine.onnx", "--card", "card.yaml");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).singleElement().asString().contains("[card-invalid]", "another id");
    }
}
