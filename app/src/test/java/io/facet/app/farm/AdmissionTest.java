package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.app.master.run.RunHandle;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may work for a master, and what the others are told. */
@Timeout(60)
class AdmissionTest {
    @TempDir
    private Path folder;

    private TestMaster master;

    @BeforeEach
    void open() {
        master = new TestMaster(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        master.close();
    }

    private void joinIsRefused(JoinCode code, Code with, String words) {
        assertThatThrownBy(() -> master.joining(1).enrol(code)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(with);
            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
        });
    }

    @Test
    void a_code_admits_as_many_agents_as_it_was_made_for() {
        JoinCode code = master.code(2, Duration.ofMinutes(1));
        Membership first = master.joining(1).enrol(code);
        Membership second = master.joining(1).enrol(code);

        assertThat(first.credential()).isNotEqualTo(second.credential());
        assertThat(first.masterName()).isEqualTo("the lab");
        joinIsRefused(code, Code.JOIN_REFUSED, "used");
    }

    @Test
    void a_code_that_is_too_old_admits_nobody() {
        joinIsRefused(master.code(5, Duration.ZERO), Code.JOIN_REFUSED, "too old");
    }

    @Test
    void a_token_that_this_master_did_not_make_admits_nobody() {
        joinIsRefused(master.code(Secret.random()), Code.JOIN_REFUSED, "another master");
    }

    @Test
    void the_code_of_another_master_does_not_even_reach_this_one() {
        try (TestMaster other = new TestMaster(folder.resolve("other"))) {
            JoinCode theirs = other.code(1, Duration.ofMinutes(1));
            JoinCode atThisPort =
                    new JoinCode(List.of("127.0.0.1"), master.port(), theirs.fingerprint(), theirs.token());

            joinIsRefused(atThisPort, Code.CERTIFICATE_MISMATCH, "certificate");
            assertThat(other.joining(1).enrol(theirs))
                    .as("the code is still good")
                    .isNotNull();
        }
    }

    @Test
    void too_many_wrong_codes_are_answered_with_a_pause() {
        JoinCode good = master.code(1, Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            joinIsRefused(master.code(Secret.random()), Code.JOIN_REFUSED, "another master");
        }

        joinIsRefused(good, Code.JOIN_REFUSED, "minute");
    }

    @Test
    void an_agent_of_another_version_cannot_join_and_keeps_its_code() {
        JoinCode code = master.code(1, Duration.ofMinutes(1));

        assertThatThrownBy(() -> master.joining(99).enrol(code)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.PROTOCOL_VERSION);
            assertThat(e.getMessage()).contains("99", "Install the newer Facet on the master's computer");
        });
        assertThat(master.joining(1).enrol(code)).isNotNull();
    }

    @Test
    void an_agent_that_was_updated_past_its_master_is_told_what_to_do() {
        try (TestAgent agent = TestAgent.ofVersion(master.join(), 99)) {
            agent.endsWith(Code.PROTOCOL_VERSION, "protocol version 99, this master (Facet 1.0) version 1. Install");
        }
    }

    @Test
    void a_certificate_that_is_another_ends_the_agent() {
        Membership membership = master.join();
        try (TestMaster other = new TestMaster(folder.resolve("other"));
                TestAgent agent = TestAgent.start(new Membership(
                        "m",
                        List.of(new MasterAddress("127.0.0.1", other.port())),
                        membership.fingerprint(),
                        membership.credential()))) {
            agent.endsWith(Code.CERTIFICATE_MISMATCH, "is not the master that invited this agent");
        }
    }

    @Test
    void a_secret_that_is_wrong_or_an_agent_that_is_unknown_is_refused() {
        Membership known = master.join();
        for (AgentCredential wrong : List.of(
                new AgentCredential(known.credential().agentId(), Secret.random()),
                new AgentCredential("a-000000000000", Secret.random()),
                new AgentCredential("../join/x", Secret.random()))) {
            try (TestAgent agent =
                    TestAgent.start(new Membership("m", known.addresses(), known.fingerprint(), wrong))) {
                agent.endsWith(Code.AGENT_REVOKED, "join code");
            }
        }
    }

    @Test
    void an_agent_that_is_revoked_while_away_is_refused_when_it_comes_back() {
        try (ChaosProxy proxy = new ChaosProxy()) {
            proxy.leadTo(master.port());
            Membership membership = master.joinThrough(proxy.port());
            try (TestAgent agent = TestAgent.start(membership).awaitConnected()) {
                proxy.refuse();
                master.revoke(membership);
                proxy.leadTo(master.port());

                agent.endsWith(Code.AGENT_REVOKED, "join code");
            }
        }
    }

    @Test
    void an_agent_that_is_revoked_at_work_ends_with_its_next_image_and_others_do_the_rest() {
        NumberedImages images = NumberedImages.create(folder.resolve("images"), 200);
        Path csv = folder.resolve("out.csv");
        NumberEngine engine = new NumberEngine(20);
        Membership membership = master.join();
        try (TestAgent revoked = TestAgent.start(membership, engine)) {
            RunHandle run = master.start(images, csv);
            Await.until("it works", () -> engine.isStarved());
            master.revoke(membership);
            engine.permits.release(100_000);
            revoked.endsWith(Code.AGENT_REVOKED, "join code");
            try (TestAgent other = TestAgent.start(master.join())) {
                TestMaster.await(run);
                assertThat(other.engine.ran).hasPositiveValue();
            }
        }
        images.allIn(csv);
    }

    @Test
    void of_two_programs_with_one_credential_the_later_works_and_the_earlier_says_why_it_ends() {
        Membership membership = master.join();
        try (TestAgent earlier = TestAgent.start(membership).awaitConnected();
                TestAgent later = TestAgent.start(membership).awaitConnected()) {
            earlier.endsWith(Code.AGENT_DUPLICATE, "its own join code");
            NumberedImages images = NumberedImages.create(folder.resolve("images"), 20);
            TestMaster.await(master.start(images, folder.resolve("out.csv")));

            assertThat(later.runs()).isTrue();
            assertThat(later.engine.ran).hasValue(20);
        }
    }
}
