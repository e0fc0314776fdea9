package io.facet.app.master.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.output.Asked;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.ReadProgress;
import io.facet.app.master.output.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddingExportTest {
    private static final Set<ExportFormat> BOTH = EnumSet.allOf(ExportFormat.class);

    private final Path folder;
    private final Path csv;
    private final ExportFiles files;

    EmbeddingExportTest(@TempDir Path folder) {
        this.folder = folder;
        csv = folder.resolve("embeddings.csv");
        files = ExportFiles.of(csv);
    }

    private EmbeddingExport.Written export(Set<ExportFormat> formats) {
        return EmbeddingExport.write(csv, formats, files, ReadProgress.NONE);
    }

    private UserException refused(Set<ExportFormat> formats) {
        UserException e = catchThrowableOfType(UserException.class, () -> export(formats));
        assertThat(e.getMessage()).doesNotContain("\n").endsWith(".");
        return e;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void namesFollowThatOfTheCsv() {
        assertThat(files)
                .isEqualTo(new ExportFiles(
                        folder.resolve("embeddings.npy"),
                        folder.resolve("labels.csv"),
                        folder.resolve("embeddings.parquet")));
        assertThat(ExportFiles.of(folder.resolve("faces.CSV")))
                .isEqualTo(new ExportFiles(
                        folder.resolve("faces.npy"),
                        folder.resolve("faces.labels.csv"),
                        folder.resolve("faces.parquet")));
    }

    @Test
    void numbersAndLabelsComeBackToTheBit() throws IOException {
        Exported.csv(csv, 1500, 70);
        EmbeddingExport.Written written = export(EnumSet.of(ExportFormat.NPY));
        assertThat(written).isEqualTo(new EmbeddingExport.Written(List.of(files.npy(), files.labels()), 1500));
        List<float[]> rows = Exported.npy(files.npy());
        assertThat(rows).hasSize(1500);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(Exported.vector(i, 70));
        }
        List<List<String>> expected = new ArrayList<>(List.of(List.of("label", "path")));
        IntStream.range(0, 1500).forEach(i -> expected.add(List.of(Exported.label(i), Exported.path(i))));
        assertThat(Rows.read(files.labels())).isEqualTo(expected);
        assertThat(names()).noneMatch(name -> name.endsWith(".part")).doesNotContain("embeddings.parquet");
    }

    @Test
    void csvWithoutRowsIsAnArrayWithoutRows() throws IOException {
        Exported.csv(csv, 0, 4);
        assertThat(export(BOTH).rows()).isZero();
        assertThat(Exported.npy(files.npy())).isEmpty();
        assertThat(Rows.read(files.labels())).containsExactly(List.of("label", "path"));
        assertThat(ParquetRows.read(files.parquet())).isEmpty();
    }

    @Test
    void tornLastRowIsLeftOut() throws IOException {
        Exported.csv(csv, 10, 4);
        Files.writeString(csv, "a,a/new.jpg,0.5,0.", StandardOpenOption.APPEND);
        assertThat(export(BOTH).rows()).isEqualTo(10);
        assertThat(Exported.npy(files.npy())).hasSize(10);
        assertThat(ParquetRows.read(files.parquet())).hasSize(10);
    }

    @Test
    void earlierExportIsReplaced() throws IOException {
        Exported.csv(csv, 10, 4);
        export(BOTH);
        Exported.csv(csv, 3, 5);
        export(BOTH);
        assertThat(Exported.npy(files.npy())).hasSize(3).allMatch(row -> row.length == 5);
        assertThat(Rows.read(files.labels())).hasSize(4);
        assertThat(ParquetRows.read(files.parquet())).hasSize(3);
    }

    @Test
    void progressTellsRowsOfTheManifestsNumber() throws IOException {
        Exported.csv(csv, 2000, 2);
        Path manifest = OutputFiles.of(csv).manifest();
        Manifest before = Manifest.read(manifest);
        Manifest.Csv said = before.csv();
        new Manifest(
                        before.format(),
                        before.facet(),
                        before.run(),
                        before.state(),
                        before.created(),
                        before.updated(),
                        before.dataset(),
                        before.pipeline(),
                        before.model(),
                        new Manifest.Csv(said.file(), said.dimension(), said.floats(), said.ordered(), 2000, null),
                        before.failures(),
                        before.deviceClasses(),
                        before.agents())
                .write(manifest);
        List<List<Long>> told = new ArrayList<>();
        EmbeddingExport.write(csv, BOTH, files, (done, total) -> told.add(List.of(done, total)));
        assertThat(told).first().isEqualTo(List.of(0L, 2000L));
        assertThat(told).last().isEqualTo(List.of(2000L, 2000L));
        assertThat(told).hasSizeGreaterThan(3);
    }

    @Test
    void cancelledExportLeavesNothing() throws IOException {
        Exported.csv(csv, 5000, 4);
        List<String> before = names();
        ReadProgress impatient = new ReadProgress() {
            private long seen;

            @Override
            public void at(long done, long total) {
                seen = done;
            }

            @Override
            public boolean cancelled() {
                return seen > 1000;
            }
        };
        assertThatThrownBy(() -> EmbeddingExport.write(csv, BOTH, files, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void rowThatIsNoneIsNamedAndNothingIsLeft() throws IOException {
        Exported.csv(csv, 3, 4);
        Files.writeString(csv, "a,a/x.jpg,1,2,3,four\r\n", StandardOpenOption.APPEND);
        List<String> before = names();
        UserException e = refused(BOTH);
        assertThat(e.code()).isEqualTo(Code.OUTPUT_DAMAGED);
        assertThat(e.getMessage()).contains("no number in record 4", "verify-output");
        assertThat(names()).isEqualTo(before);

        Exported.csv(csv, 3, 4);
        Files.writeString(csv, "a,a/x.jpg,1\r\n", StandardOpenOption.APPEND);
        assertThat(refused(BOTH).getMessage()).contains("3 fields in record 4 where 6 belong");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void whatIsNoCsvOfARunIsRefused() throws IOException {
        assertThat(refused(BOTH).code()).isEqualTo(Code.OUTPUT_MISSING);
        Files.writeString(csv, "name,age\r\nAnn,7\r\n");
        assertThat(refused(BOTH).code()).isEqualTo(Code.OUTPUT_DAMAGED);
        Files.writeString(csv, "");
        assertThat(refused(BOTH).code()).isEqualTo(Code.OUTPUT_DAMAGED);
        assertThat(names()).containsExactly("embeddings.csv");
    }

    @Test
    void labelsOfSomebodyElseAreNotReplaced() throws IOException {
        Exported.csv(csv, 3, 4);
        Files.writeString(files.labels(), "id,name\r\n1,Ann\r\n");
        assertThat(refused(EnumSet.of(ExportFormat.NPY)).code()).isEqualTo(Code.OUTPUT_EXISTS);
        assertThat(files.labels()).hasContent("id,name\r\n1,Ann\r\n");
        assertThat(files.npy()).doesNotExist();
        export(EnumSet.of(ExportFormat.PARQUET));
    }

    @Test
    void folderToExportIntoIsMade() throws IOException {
        Exported.csv(csv, 3, 4);
        ExportFiles elsewhere = ExportFiles.in(folder.resolve("a/b"), "faces");
        EmbeddingExport.write(csv, BOTH, elsewhere, ReadProgress.NONE);
        assertThat(Exported.npy(elsewhere.npy())).hasSize(3);
        assertThat(elsewhere.labels()).isNotEmptyFile();
        assertThat(ParquetRows.read(elsewhere.parquet())).hasSize(3);
    }

    @Test
    void sixDecimalsAreExportedAsTheyStand() throws IOException {
        var writer = Asked.of(csv).format(2, FloatText.SIX_DECIMALS).write();
        writer.settle(Rows.item(0, "a/x.jpg"), Rows.done(1 / 3f, -2));
        writer.finish();
        export(EnumSet.of(ExportFormat.NPY));
        assertThat(Exported.npy(files.npy()).getFirst()).containsExactly(0.333333f, -2);
    }

    @Test
    void secondExportOfACsvAtATimeIsRefusedAndTheFirstIsWhole() throws IOException {
        Exported.csv(csv, 2000, 4);
        List<UserException> refusals = new ArrayList<>();
        EmbeddingExport.write(csv, BOTH, files, new ReadProgress() {
            @Override
            public void at(long done, long total) {
                if (refusals.isEmpty()) {
                    refusals.add(refused(EnumSet.of(ExportFormat.NPY)));
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        assertThat(refusals).singleElement().satisfies(e -> {
            assertThat(e.code()).isEqualTo(Code.OUTPUT_LOCKED);
            assertThat(e.getMessage()).contains("embeddings.csv", "exported already");
        });
        assertThat(Exported.npy(files.npy())).hasSize(2000);
        assertThat(ParquetRows.read(files.parquet())).hasSize(2000);
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
        export(BOTH);
    }

    @Test
    void csvThatMayOnlyBeReadIsExported() throws IOException {
        Exported.csv(csv, 3, 4);
        assertThat(csv.toFile().setWritable(false)).isTrue();
        export(BOTH);
        assertThat(Exported.npy(files.npy())).hasSize(3);
    }

    @Test
    void whatAKilledExportLeftLongAgoIsRemovedAndWhatIsFreshStays() throws IOException {
        Exported.csv(csv, 3, 4);
        Path old = Files.writeString(folder.resolve("embeddings.npy.1.part"), "old");
        Path fresh = Files.writeString(folder.resolve("embeddings.npy.2.part"), "fresh");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        export(BOTH);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }
}
