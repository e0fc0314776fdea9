package io.facet.app.master.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.facet.app.master.output.ReadProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Those whom the formats are for read them: NumPy and pandas, where they are installed. {@code -Dfacet.python=} names
 * the Python that has them.
 */
@Timeout(120)
class PythonReadersTest {
    private static final int ROWS = 300;
    private static final int DIMENSION = 7;

    @TempDir
    Path folder;

    private ExportFiles files = ExportFiles.of(Path.of("embeddings.csv"));

    @BeforeEach
    void export() {
        Path csv = folder.resolve("embeddings.csv");
        files = ExportFiles.of(csv);
        Exported.csv(csv, ROWS, DIMENSION);
        EmbeddingExport.write(csv, EnumSet.allOf(ExportFormat.class), files, ReadProgress.NONE);
    }

    private static void need(String module) throws InterruptedException {
        if (!python("import " + module).isBlank()) {
            abort("there is no Python with " + module + " here");
        }
    }

    @Test
    void numpyMapsTheFileAndFindsTheNumbers() throws Exception {
        need("numpy");
        String look = """
                import numpy, sys
                a = numpy.load(sys.argv[1], mmap_mode='r')
                print(a.shape, a.dtype.str, a.flags.c_contiguous, repr(float(a[3, 1])), repr(float(a[-1, -1])))
                """;
        assertThat(python(look, files.npy().toString()))
                .isEqualTo("(300, 7) <f4 True %s %s\n".formatted((double) Exported.vector(3, DIMENSION)[1], (double)
                        Exported.vector(299, DIMENSION)[6]));
    }

    @Test
    void pandasReadsTheSameRowsFromBothFormats() throws Exception {
        need("numpy");
        need("pyarrow");
        need("pandas");
        String look = """
                import numpy, pandas, sys
                table = pandas.read_parquet(sys.argv[1])
                labels = pandas.read_csv(sys.argv[2], keep_default_na=False, encoding='utf-8')
                a = numpy.load(sys.argv[3])
                same = numpy.array_equal(numpy.stack(table.embedding.to_numpy()), a)
                print(list(table.columns), table.shape, table.embedding[0].dtype, same,
                    labels.path.tolist() == table.path.tolist(), labels.label.tolist() == table.label.tolist())
                """;
        assertThat(python(
                        look,
                        files.parquet().toString(),
                        files.labels().toString(),
                        files.npy().toString()))
                .isEqualTo("['label', 'path', 'embedding'] (300, 3) float32 True True True\n");
    }

    @Test
    void arrowSeesAListOfFloats() throws Exception {
        need("pyarrow");
        String look = """
                import pyarrow.parquet, sys
                file = pyarrow.parquet.ParquetFile(sys.argv[1])
                print(file.schema_arrow.field('embedding').type, file.schema_arrow.metadata[b'facet.model'].decode())
                print(file.metadata.num_rows, file.read()['path'][5].as_py() == sys.argv[2])
                """;
        assertThat(python(look, files.parquet().toString(), Exported.path(5)))
                .isEqualTo("list<element: float not null> builtin-512\n300 True\n");
    }

    /** What the script prints; its errors too. */
    private static String python(String script, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("facet.python", "python3"), "-c", script));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS) ? printed : "it hangs";
        } catch (IOException e) {
            return "no Python";
        }
    }
}
