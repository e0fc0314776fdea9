package io.facet.app.master.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.master.output.ReadProgress;
import io.facet.app.master.output.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk is full: one sentence, and nothing is left but what was there. */
@Timeout(60)
class FullDiskExportTest {
    private final SmallDisk disk;
    private final Path csv;

    FullDiskExportTest(@TempDir Path folder) throws Exception {
        disk = SmallDisk.mount(folder, 512);
        csv = folder.resolve("embeddings.csv");
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(disk.folder())) {
            return files.count();
        }
    }

    @ParameterizedTest
    @EnumSource
    void exportIsRefusedInOneSentenceAndSucceedsWhenThereIsRoom(ExportFormat format) throws Exception {
        Exported.csv(csv, 2000, 128);
        ExportFiles files = ExportFiles.in(disk.folder(), "embeddings");
        UserException e = catchThrowableOfType(
                UserException.class, () -> EmbeddingExport.write(csv, EnumSet.of(format), files, ReadProgress.NONE));
        assertThat(e).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(UserException.Code.DISK_FULL);
        assertThat(e.getMessage()).contains("is full", "CSV is untouched").doesNotContain("\n");
        assertThat(files()).isZero();

        disk.resize(4096);
        EmbeddingExport.Written written = EmbeddingExport.write(csv, EnumSet.of(format), files, ReadProgress.NONE);
        assertThat(written.files()).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(files()).isEqualTo(written.files().size());
    }
}
