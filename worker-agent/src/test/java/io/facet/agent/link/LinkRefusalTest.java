package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Rejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LinkRefusalTest extends LinkScenario {
    @ParameterizedTest
    @CsvSource({
        "PROTOCOL_VERSION, PROTOCOL_VERSION",
        "protocol-version, PROTOCOL_VERSION",
        "AGENT_DUPLICATE,  AGENT_DUPLICATE",
        "agent-revoked,    AGENT_REVOKED",
        "of-a-later-version, JOIN_REFUSED",
    })
    void a_refusal_ends_the_link_with_the_masters_sentence(String said, Code code) {
        master.script = (talk, message) -> talk.send(MasterMessage.newBuilder()
                .setRejected(Rejected.newBuilder().setCode(said).setMessage("Install the newer Facet."))
                .build()); // and the stream stays open
        start();

        endsWith(code, "Install the newer Facet.");
    }

    @Test
    void another_certificate_ends_the_link() {
        Membership wrong = new Membership(
                "m",
                List.of(master.address()),
                MasterIdentity.create().fingerprint(),
                master.membership().credential());
        start(wrong, Duration.ofSeconds(20));

        endsWith(Code.CERTIFICATE_MISMATCH, "certificate");
        assertThat(master.talks).isEmpty();
    }

    @Test
    void another_certificate_at_one_of_several_addresses_does_not() {
        try (ScriptedMaster stranger = new ScriptedMaster()) {
            Membership moved = master.membership().preferring(stranger.address());
            start(moved, Duration.ofSeconds(20));
            Await.until("connected", () -> !listener.connections().isEmpty());

            assertThat(listener.connections()).containsExactly(master.address());
            assertThat(listener.failures())
                    .extracting(ProtocolException::code)
                    .containsExactly(Code.CERTIFICATE_MISMATCH);
            assertThat(stranger.talks).isEmpty();
        }
    }

    @Test
    void a_credential_that_the_master_does_not_know_ends_the_link() {
        master.knowsAgent = false;
        start();

        endsWith(Code.AGENT_REVOKED, "join code");
    }

    @Test
    void a_revocation_is_noticed_when_the_connection_is_made_anew() {
        start();
        Await.until("connected", () -> !listener.connections().isEmpty());
        master.knowsAgent = false;
        master.talk().end();

        endsWith(Code.AGENT_REVOKED, "join code");
    }

    @Test
    void a_revocation_is_noticed_when_something_is_fetched() {
        MasterLink started = start();
        Await.until("connected", () -> !listener.connections().isEmpty());
        master.knowsAgent = false;

        assertThatThrownBy(() -> started.content()
                        .orElseThrow()
                        .fetch(FetchRequest.newBuilder().setLeaseId(1).build())
                        .next())
                .hasMessageContaining("UNAUTHENTICATED");
        endsWith(Code.AGENT_REVOKED, "join code");
    }
}
