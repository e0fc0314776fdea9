package io.facet.app.master.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.EnrolRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final ProtocolVersion VERSIONS = new ProtocolVersion(2, 3);

    private final TestClock clock = new TestClock();
    private final Secret localToken = Secret.random();
    private final Path home;
    private final JoinTokens tokens;
    private final AgentDirectory agents;
    private final Enrolment enrolment;

    EnrolmentTest(@TempDir Path home) {
        this.home = home;
        tokens = new JoinTokens(home.resolve("join"), clock);
        agents = new AgentDirectory(home.resolve("agents"), clock);
        enrolment = new Enrolment(tokens, agents, localToken, VERSIONS, "3.1.0", clock);
    }

    private static EnrolRequest request(Secret token, int version) {
        return EnrolRequest.newBuilder()
                .setProtocolVersion(version)
                .setSoftwareVersion("2.0.0")
                .setToken(ByteString.copyFrom(token.bytes()))
                .setAgentName("lab")
                .setHost("lab-pc")
                .build();
    }

    private AgentCredential enrol(Secret token) {
        return enrolment.enrol(request(token, 2));
    }

    private String refused(ProtocolException.Code code, EnrolRequest request) {
        StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, () -> enrolment.enrol(request));
        ProtocolException explained = Refusal.explain(e, "here");
        assertThat(explained.code()).isEqualTo(code);
        assertThat(explained.getMessage()).doesNotContain("\n");
        return explained.getMessage();
    }

    @Test
    void tokenBecomesACredentialOfTheAgentsOwn() throws IOException {
        AgentCredential credential = enrol(tokens.create(1, Duration.ofMinutes(10)));
        assertThat(agents.accepts(credential)).isTrue();
    }

    @Test
    void tokenThatIsUsedUpOrTooOldOrWrongIsRefused() throws IOException {
        Secret used = tokens.create(1, Duration.ofMinutes(10));
        enrol(used);
        assertThat(refused(ProtocolException.Code.JOIN_REFUSED, request(used, 2)))
                .contains("facet join-code");
        Secret old = tokens.create(1, Duration.ofMinutes(10));
        clock.pass(Duration.ofMinutes(10));
        refused(ProtocolException.Code.JOIN_REFUSED, request(old, 2));
        refused(ProtocolException.Code.JOIN_REFUSED, request(Secret.random(), 2));
        refused(ProtocolException.Code.JOIN_REFUSED, request(Secret.of(new byte[0]), 2));
    }

    @Test
    void agentOfAnotherVersionIsToldBothVersionsAndKeepsItsToken() throws IOException {
        Secret token = tokens.create(1, Duration.ofMinutes(10));
        assertThat(refused(ProtocolException.Code.PROTOCOL_VERSION, request(token, 1)))
                .contains("version 1", "versions 2 to 3", "2.0.0", "3.1.0", "the agent's computer");
        assertThat(refused(ProtocolException.Code.PROTOCOL_VERSION, request(token, 4)))
                .contains("the master's computer");
        assertThat(agents.accepts(enrol(token))).isTrue();
    }

    @Test
    void localTokenAdmitsAnyNumber() {
        for (int i = 0; i < 30; i++) {
            assertThat(agents.accepts(enrol(localToken))).isTrue();
        }
    }

    @Test
    void afterTenWrongTokensNoneIsLookedAtForAMinute() throws IOException {
        Secret good = tokens.create(2, Duration.ofMinutes(10));
        for (int i = 0; i < 10; i++) {
            assertThat(refused(ProtocolException.Code.JOIN_REFUSED, request(Secret.random(), 2)))
                    .contains("does not accept");
        }
        assertThat(refused(ProtocolException.Code.JOIN_REFUSED, request(good, 2)))
                .contains("Too many");
        clock.pass(Duration.ofSeconds(61));
        assertThat(agents.accepts(enrol(good))).isTrue();
    }

    @Test
    void wrongTokensOfOthersDoNotKeepOutTheAgentsOfThisAccount() {
        for (int i = 0; i < 20; i++) {
            refused(ProtocolException.Code.JOIN_REFUSED, request(Secret.random(), 2));
        }
        assertThat(agents.accepts(enrol(localToken))).isTrue();
    }

    @Test
    void rightTokensAreNotLimited() throws IOException {
        Secret many = tokens.create(50, Duration.ofMinutes(10));
        for (int i = 0; i < 50; i++) {
            enrol(many);
        }
    }

    @Test
    void stateFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(home.resolve("agents"), "a file in the place of the folder");
        assertThat(refused(ProtocolException.Code.STATE_FOLDER, request(localToken, 2)))
                .contains("state folder");
    }
}
