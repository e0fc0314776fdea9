package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FailureBatch;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent may fetch: the images that it holds and the model files of the run, and nothing by name. */
@Timeout(60)
class FetchRulesTest {
    @TempDir
    private Path folder;

    private TestMaster master;
    private NumberedImages images;
    private RawAgent agent;

    @BeforeEach
    void open() {
        master = new TestMaster(folder.resolve("home"));
        images = NumberedImages.create(folder.resolve("images"), 10);
        master.start(images, folder.resolve("out.csv"));
        agent = new RawAgent(master.join()).greet(1).ask(4);
        Await.until("leases", () -> agent.leases().size() == 4);
    }

    @AfterEach
    void close() {
        agent.close();
        master.close();
    }

    private static FetchRequest.Builder lease(long id) {
        return FetchRequest.newBuilder().setLeaseId(id);
    }

    private void refuses(RawAgent from, FetchRequest.Builder request, Code code) {
        assertThatThrownBy(() -> from.fetch(request))
                .satisfies(e -> assertThat(Refusal.explain(e, "here").code()).isEqualTo(code));
    }

    @Test
    void the_content_of_a_lease_is_the_images() {
        for (Lease lease : agent.leases()) {
            String number = agent.fetch(lease(lease.getLeaseId()));
            assertThat(NumberedImages.path(Integer.parseInt(number))).isEqualTo(lease.getPath());
            assertThat(number).hasSize((int) lease.getSize());
        }
    }

    @Test
    void the_lease_of_another_agent_gives_nothing() {
        try (RawAgent other = new RawAgent(master.join()).greet(1).ask(1)) {
            Await.until("a lease", () -> other.leases().size() == 1);

            refuses(other, lease(agent.leases().getFirst().getLeaseId()), Code.CONTENT_REFUSED);
            refuses(agent, lease(other.leases().getFirst().getLeaseId()), Code.CONTENT_REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 99, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62})
    void a_lease_that_there_is_not_gives_nothing(long id) {
        refuses(agent, lease(id), Code.CONTENT_REFUSED);
    }

    @Test
    void a_lease_that_is_over_gives_nothing() {
        Lease lease = agent.leases().getFirst();
        agent.send(AgentMessage.newBuilder()
                .setFailures(FailureBatch.newBuilder()
                        .setRunId(agent.runId())
                        .addFailures(Failure.newBuilder()
                                .setLeaseId(lease.getLeaseId())
                                .setPath(lease.getPath())
                                .setReason(Reason.UNREADABLE))));
        Await.until("acknowledged", () -> !agent.acknowledged().isEmpty());

        refuses(agent, lease(lease.getLeaseId()), Code.CONTENT_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../../../etc/passwd",
                "/etc/passwd",
                "image-00000.jpg",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void no_file_has_a_name(String sha256) {
        refuses(agent, FetchRequest.newBuilder().setSha256(sha256), Code.CONTENT_REFUSED);
    }

    @Test
    void a_name_longer_than_a_hash_is_not_even_looked_up() {
        refuses(agent, FetchRequest.newBuilder().setSha256("/".repeat(65)), Code.MESSAGE_INVALID);
    }

    @Test
    void an_offset_that_cannot_be_is_refused_and_one_behind_the_end_gives_nothing() {
        long id = agent.leases().getFirst().getLeaseId();

        refuses(agent, lease(id).setOffset(-1), Code.MESSAGE_INVALID);
        assertThat(agent.fetch(lease(id).setOffset(1 << 20))).isEmpty();
        assertThat(agent.fetch(lease(id).setOffset(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void asking_for_nothing_gives_nothing() {
        refuses(agent, FetchRequest.newBuilder(), Code.CONTENT_REFUSED);
    }

    @Test
    void a_file_that_was_deleted_since_the_scan_says_so() throws IOException {
        Lease lease = agent.leases().getFirst();
        Files.delete(images.folder().resolve(lease.getPath()));

        assertThatThrownBy(() -> agent.fetch(lease(lease.getLeaseId()))).satisfies(e -> {
            assertThat(Refusal.explain(e, "here").code()).isEqualTo(Code.CONTENT_UNREADABLE);
            assertThat(Refusal.explain(e, "here").getMessage()).contains("deleted");
        });
    }

    @Test
    void a_file_that_became_a_folder_says_that_it_cannot_be_read() throws IOException {
        Lease lease = agent.leases().getFirst();
        Path file = images.folder().resolve(lease.getPath());
        Files.delete(file);
        Files.createDirectory(file);

        refuses(agent, lease(lease.getLeaseId()), Code.CONTENT_UNREADABLE);
    }
}
