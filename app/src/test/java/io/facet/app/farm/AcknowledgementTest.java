package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.app.UserException;
import io.facet.app.master.output.SmallDisk;
import io.facet.app.master.run.RunHandle;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.ResultBatch;
import io.facet.protocol.wire.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When an agent may forget its results. */
@Timeout(90)
class AcknowledgementTest {
    private static final int IMAGES = 300;

    @TempDir
    private Path folder;

    @Test
    void results_that_cannot_be_written_are_not_acknowledged() throws Exception {
        NumberedImages images = NumberedImages.create(folder.resolve("images"), IMAGES);
        try (SmallDisk disk = SmallDisk.mount(folder, 64);
                TestMaster master = new TestMaster(folder.resolve("home"));
                RawAgent raw = new RawAgent(master.join()).greet(1)) {
            RunHandle run = master.start(images, disk.folder().resolve("out.csv"));
            raw.ask(IMAGES);
            Await.until("leases", () -> raw.leases().size() == IMAGES);
            disk.fill();
            raw.send(resultsOf(raw.runId(), raw.leases()));

            assertThat(TestMaster.await(run).failure())
                    .isNotNull()
                    .returns(UserException.Code.DISK_FULL, UserException::code);
            Await.until("the end of the run", () -> raw.heard.stream().anyMatch(m -> m.hasRunEnd()));
            assertThat(raw.acknowledged()).isEmpty();
        }
    }

    @Test
    void results_that_are_written_are_acknowledged() throws Exception {
        NumberedImages images = NumberedImages.create(folder.resolve("images"), IMAGES);
        try (TestMaster master = new TestMaster(folder.resolve("home"));
                RawAgent raw = new RawAgent(master.join()).greet(1)) {
            Path csv = folder.resolve("out.csv");
            master.start(images, csv);
            raw.ask(IMAGES);
            Await.until("leases", () -> raw.leases().size() == IMAGES);
            List<Lease> most = raw.leases().subList(0, IMAGES - 1);
            raw.send(resultsOf(raw.runId(), most));
            Await.until("acknowledgements", () -> raw.acknowledged().size() == most.size());

            assertThat(NumberedImages.rows(csv)).hasSize(most.size());
        }
    }

    private static AgentMessage.Builder resultsOf(String runId, List<Lease> leases) {
        ResultBatch.Builder batch = ResultBatch.newBuilder().setRunId(runId);
        for (Lease lease : leases) {
            batch.addResults(Result.newBuilder()
                    .setLeaseId(lease.getLeaseId())
                    .setPath(lease.getPath())
                    .addRows(Row.newBuilder().setEmbedding(ByteString.copyFrom(new byte[Float.BYTES]))));
        }
        return AgentMessage.newBuilder().setResults(batch);
    }
}
