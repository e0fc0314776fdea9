package io.facet.app.master.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDirectoryTest {
    private final Path home;
    private final Path folder;
    private final AgentDirectory agents;

    AgentDirectoryTest(@TempDir Path home) {
        this.home = home;
        folder = home.resolve("agents");
        agents = new AgentDirectory(folder, new TestClock());
    }

    private Path fileOf(AgentCredential credential) {
        return folder.resolve(credential.agentId() + ".json");
    }

    @Test
    void enrolledAgentIsKnownAlsoToTheNextMaster() throws IOException {
        AgentCredential credential = agents.enrol("lab", "lab-pc");
        assertThat(agents.accepts(credential)).isTrue();
        assertThat(new AgentDirectory(folder, new TestClock()).accepts(credential))
                .isTrue();
        assertThat(Files.readString(fileOf(credential)))
                .contains("lab-pc", "2026-01-02T03:04:05Z")
                .doesNotContain(credential.secret().hex());
    }

    @Test
    void eachAgentHasItsOwnSecret() throws IOException {
        AgentCredential one = agents.enrol("a", "pc");
        AgentCredential two = agents.enrol("a", "pc");
        assertThat(one.agentId()).isNotEqualTo(two.agentId());
        assertThat(agents.accepts(new AgentCredential(one.agentId(), two.secret())))
                .isFalse();
        assertThat(agents.accepts(new AgentCredential(one.agentId(), Secret.of(new byte[0]))))
                .isFalse();
    }

    @Test
    void revokedAgentIsRefusedAtOnceAndNobodyElse() throws IOException {
        AgentCredential one = agents.enrol("a", "pc");
        AgentCredential two = agents.enrol("b", "pc");
        assertThat(agents.revoke(one.agentId())).isTrue();
        assertThat(agents.accepts(one)).isFalse();
        assertThat(agents.accepts(two)).isTrue();
        assertThat(agents.revoke(one.agentId())).isFalse();
    }

    @Test
    void deletingTheFileRevokes() throws IOException {
        AgentCredential credential = agents.enrol("a", "pc");
        assertThat(agents.accepts(credential)).isTrue();
        Files.delete(fileOf(credential));
        assertThat(agents.accepts(credential)).isFalse();
    }

    @Test
    void temporaryAgentIsWrittenNowhereAndEndsWithTheProcess() throws IOException {
        AgentCredential credential = agents.temporary();
        assertThat(agents.accepts(credential)).isTrue();
        assertThat(folder).doesNotExist();
        assertThat(new AgentDirectory(folder, new TestClock()).accepts(credential))
                .isFalse();
        assertThat(agents.revoke(credential.agentId())).isTrue();
        assertThat(agents.accepts(credential)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a-",
                "a-0123456789a",
                "a-0123456789abc",
                "a-0123456789AB",
                "a-0123456789a\n",
                "../secret",
                "a-x/../../secret",
                "a-012345678..",
                "/etc/passwd",
                "con",
                "a-\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661"
            })
    void idThatTheMasterDidNotMakeNeverBecomesAFileName(String id) throws IOException {
        Secret secret = Secret.random();
        Files.createDirectories(folder.resolve("a-x"));
        Files.writeString(
                home.resolve("secret.json"), "{\"name\":\"\",\"secretHash\":\"%s\"}".formatted(secret.hash()));
        assertThat(agents.accepts(new AgentCredential(id, secret))).isFalse();
        assertThat(agents.revoke(id)).isFalse();
        assertThat(home.resolve("secret.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{}", "{\"secretHash\":null}", "{\"secretHash\":\"\"}", "\u0000"})
    void agentWhoseFileIsDamagedIsRefusedAndNobodyElse(String text) throws IOException {
        AgentCredential damaged = agents.enrol("a", "pc");
        AgentCredential other = agents.enrol("b", "pc");
        Files.writeString(fileOf(damaged), text);
        assertThat(agents.accepts(damaged)).isFalse();
        assertThat(agents.accepts(other)).isTrue();
        assertThat(agents.revoke(damaged.agentId())).isTrue();
    }

    @Test
    void fileThatIsCutOffLetsNobodyIn() throws IOException {
        AgentCredential credential = agents.enrol("a", "pc");
        byte[] whole = Files.readAllBytes(fileOf(credential));
        for (int length = 0; length < whole.length; length += 29) {
            Files.write(fileOf(credential), Arrays.copyOf(whole, length));
            assertThat(agents.accepts(credential)).isFalse();
        }
        Files.write(fileOf(credential), whole);
        assertThat(agents.accepts(credential)).isTrue();
    }

    @Test
    void nameOfAnAgentMayBeAnything() throws IOException {
        AgentCredential credential = agents.enrol("../\"x\"\n\u0000", "日本");
        assertThat(agents.accepts(credential)).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(fileOf(credential));
        }
    }

    @Test
    void allWhoEnrolledAreListedAndTheMastersOwnChildIsNot() throws IOException {
        assertThat(agents.enrolled()).isEmpty();
        AgentCredential one = agents.enrol("lab", "lab-pc");
        AgentCredential two = agents.enrol("attic", "attic-pc");
        agents.temporary();
        Files.writeString(folder.resolve("a-000000000000.json"), "{ damaged");

        assertThat(agents.enrolled())
                .extracting(EnrolledAgent::id)
                .containsExactlyInAnyOrder(one.agentId(), two.agentId());
        assertThat(agents.enrolled())
                .contains(new EnrolledAgent(one.agentId(), "lab", "lab-pc", new TestClock().instant(), ""));
        agents.revoke(one.agentId());
        assertThat(agents.enrolled()).extracting(EnrolledAgent::name).containsExactly("attic");
    }
}
