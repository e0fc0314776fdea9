package io.facet.app.master.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.output.Asked;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.ReadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParquetExportTest {
    private final Path csv;
    private final Path parquet;

    ParquetExportTest(@TempDir Path folder) {
        csv = folder.resolve("embeddings.csv");
        parquet = folder.resolve("embeddings.parquet");
    }

    private void export(int rows, int dimension) {
        Exported.csv(csv, rows, dimension);
        EmbeddingExport.write(csv, EnumSet.of(ExportFormat.PARQUET), ExportFiles.of(csv), ReadProgress.NONE);
    }

    private static List<Float> floats(float[] vector) {
        List<Float> list = new ArrayList<>();
        for (float v : vector) {
            list.add(v);
        }
        return list;
    }

    @Test
    void rowsComeBackToTheBit() throws IOException {
        export(700, 33);
        List<ParquetRows> rows = ParquetRows.read(parquet);
        assertThat(rows).hasSize(700);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .isEqualTo(new ParquetRows(Exported.label(i), Exported.path(i), floats(Exported.vector(i, 33))));
        }
    }

    @Test
    void embeddingIsAListInThreeLevelsAndNothingIsNullable() throws IOException {
        export(3, 2);
        assertThat(ParquetRows.footer(parquet).getFileMetaData().getSchema()).hasToString("""
                        message embeddings {
                          required binary label (STRING);
                          required binary path (STRING);
                          required group embedding (LIST) {
                            repeated group list {
                              required float element;
                            }
                          }
                        }
                        """);
    }

    @Test
    void footerSaysWhatMadeTheRows() throws IOException {
        export(3, 2);
        assertThat(ParquetRows.facts(parquet))
                .containsEntry("facet.model", Asked.MODEL.id())
                .containsEntry("facet.model.sha256", Asked.MODEL.sha256())
                .containsEntry("facet.model.card", Asked.MODEL.card())
                .containsEntry("facet.pipeline", "embed")
                .containsKey("facet.run");
        // A CSV without its manifest is exported all the same.
        Files.delete(OutputFiles.of(csv).manifest());
        EmbeddingExport.write(csv, EnumSet.of(ExportFormat.PARQUET), ExportFiles.of(csv), ReadProgress.NONE);
        assertThat(ParquetRows.facts(parquet)).doesNotContainKey("facet.model");
        assertThat(ParquetRows.read(parquet)).hasSize(3);
    }

    @Test
    void rowGroupsAreSmallEnoughForASmallHeap() throws IOException {
        export(12_000, 512);
        List<BlockMetaData> groups = ParquetRows.footer(parquet).getBlocks();
        assertThat(groups).hasSizeGreaterThan(1);
        assertThat(groups).allSatisfy(g -> assertThat(g.getTotalByteSize()).isLessThan(20 << 20));
        assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(12_000);
        assertThat(Files.size(parquet)).isBetween(12_000L * 512 * 4, 12_000L * 512 * 4 + (2 << 20));
    }
}
