package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.OtherProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed in the middle of it, again and again. */
@Timeout(60)
class KilledWriterTest {

    @Test
    void everyImageHasItsOutcomeOnce(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("out.csv");
        OutputFiles files = OutputFiles.of(csv);
        Random random = new Random(11);
        long rows = 0;
        for (int kill = 0; kill < 4; kill++) {
            try (OtherProcess other = OtherProcess.start(WriterProbe.class, csv.toString())) {
                long enough = rows + random.nextInt(1, 4000);
                String line = other.line();
                while (!line.equals("finished") && Long.parseLong(line) < enough) {
                    line = other.line();
                }
            }
            try (OpenOutput left = Asked.of(csv).resume().open()) {
                assertThat(left.rows()).isGreaterThanOrEqualTo(rows);
                rows = left.rows();
            }
        }
        assertThat(rows).isPositive();

        OpenOutput output = Asked.of(csv).resume().open();
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        WriterProbe.write(output, writer, () -> {});
        writer.finish();
        assertThat(writer.sha256()).isEqualTo(Rows.sha256(csv));
        List<String> all = IntStream.range(0, WriterProbe.IMAGES)
                .mapToObj(WriterProbe::path)
                .toList();
        assertThat(Stream.concat(Rows.paths(csv).stream(), Rows.paths(files.failures()).stream())
                        .sorted())
                .isEqualTo(all.stream().sorted().toList());
    }
}
