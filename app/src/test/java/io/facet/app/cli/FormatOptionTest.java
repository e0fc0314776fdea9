package io.facet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --format} is checked before a run begins. */
class FormatOptionTest {
    @TempDir
    Path folder;

    private CommandLineRun run(String... more) {
        String[] arguments = new String[more.length + 9];
        String[] first = {
            "run",
            "--dataset",
            folder.toString(),
            "--csv",
            folder.resolve("embeddings.csv").toString(),
            "--pipeline",
            "noop",
            "--agents",
            "1"
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void unknownFormatIsWrongUsage() {
        CommandLineRun result = run("--format", "csv,xls");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("[usage] --format is xls; give csv, npy, parquet");
        assertThat(folder.resolve("embeddings.csv")).doesNotExist();
    }

    @Test
    void fileThatIsThereIsNotReplacedUnasked() throws IOException {
        Files.writeString(folder.resolve("embeddings.parquet"), "mine");
        CommandLineRun result = run("--format", "NPY, parquet");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("[output-exists] " + folder.resolve("embeddings.parquet"), "--overwrite");
        assertThat(folder.resolve("embeddings.csv")).doesNotExist();
    }
}
