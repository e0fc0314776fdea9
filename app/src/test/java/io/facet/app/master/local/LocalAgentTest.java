package io.facet.app.master.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException;
import io.facet.app.master.farm.AgentTrail;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in the place of the agent. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh")
@Timeout(60)
class LocalAgentTest {
    @TempDir
    Path folder;

    private final BlockingQueue<UserException> hopeless = new ArrayBlockingQueue<>(10);

    private Path log() {
        return folder.resolve("logs").resolve("local-agent.out.log");
    }

    private LocalAgent start(String script) {
        return start(script, new Patience(Duration.ofSeconds(1), Duration.ofSeconds(50)));
    }

    private LocalAgent start(String script, Patience patience) {
        return new LocalAgent(
                new LocalAgent.Launch(List.of("sh", "-c", script), 1, 0, List.of(), log()),
                () -> new LocalAgent.MasterAt("127.0.0.1", 1),
                new Fingerprint("0".repeat(64)),
                new AgentCredential("a-000000000000", Secret.random()),
                new AgentTrail(),
                patience,
                () -> {},
                hopeless::add);
    }

    private String reason() throws InterruptedException {
        UserException why = hopeless.poll(30, TimeUnit.SECONDS);
        assertThat(why).isNotNull();
        return why.getMessage();
    }

    @Test
    void agentThatSaysWhyItCannotWorkIsStartedOnceAndQuoted() throws Exception {
        String script = "echo life; echo 'facet-agent: [device-unavailable] No GPU works here: no driver.'; exit 1";
        try (LocalAgent _ = start(script)) {
            assertThat(reason()).contains("[device-unavailable] No GPU works here: no driver.", log().toString());
        }
        assertThat(log()).content().containsOnlyOnce("life");
        assertThat(hopeless).isEmpty();
    }

    @Test
    void whatAFormerLifeSaidIsNotQuoted() throws Exception {
        Files.createDirectories(log().getParent());
        Files.writeString(log(), "facet-agent: [port-in-use] Long ago.\n");
        try (LocalAgent _ = start("echo 'Could not find or load main class'; exit 1")) {
            assertThat(reason()).contains("Could not find or load main class").doesNotContain("Long ago");
        }
    }

    @Test
    void agentThatIsKilledIsStartedAgain() throws Exception {
        String twice = "if [ -e '%1$s' ]; then exit 2; fi; touch '%1$s'; kill -9 $$".formatted(folder.resolve("seen"));
        try (LocalAgent _ = start(twice)) {
            assertThat(reason()).contains("status 2");
        }
    }

    @Test
    void logThatHasGrownGivesWayToANewOneAndIsKept() throws Exception {
        Files.createDirectories(log().getParent());
        Files.write(log(), new byte[2 << 20]);
        try (LocalAgent _ = start("echo new; exit 1")) {
            assertThat(reason()).contains("new");
        }
        assertThat(log()).content().isEqualToIgnoringNewLines("new");
        assertThat(log().resolveSibling("local-agent.out.log.1")).hasSize(2 << 20);
    }

    @Test
    void agentThatDoesNotConnectIsEndedAndStartedAgain() throws Exception {
        String twice = "if [ -e '%1$s' ]; then exit 2; fi; touch '%1$s'; exec cat > /dev/null"
                .formatted(folder.resolve("seen"));
        Patience soon = new Patience(Duration.ofMillis(20), Duration.ofMillis(200));
        try (LocalAgent _ = start(twice, soon)) {
            assertThat(reason()).contains("status 2");
        }
    }

    @Test
    void otherFoldersAndSlotsHoldFromTheNextStart() throws Exception {
        try (LocalAgent agent = start("echo \"$@\"; exec cat > /dev/null")) {
            awaitInLog("1 --cpu-workers 0");
            agent.roots(List.of(folder));
            agent.slots(0, 3);
            agent.restart();
            awaitInLog("0 --cpu-workers 3 --allow-root " + folder);
        }
        assertThat(hopeless).isEmpty();
    }

    private void awaitInLog(String text) throws IOException {
        while (!Files.exists(log()) || !Files.readString(log()).contains(text)) {
            Thread.onSpinWait(); // bounded by the timeout of the class
        }
    }

    @Test
    void slotsThatItCannotHaveAreToldFromAProgramThatDoesNotWork() throws Exception {
        try (LocalAgent _ = start("echo 'facet-agent: [no-slots] This agent has no slots.'; exit 1")) {
            UserException why = hopeless.poll(30, TimeUnit.SECONDS);
            assertThat(why).isNotNull();
            assertThat(why.code()).isEqualTo(UserException.Code.AGENT_SLOTS);
        }
    }

    @Test
    void closingEndsAnAgentThatDoesNotListen() throws IOException {
        Path pid = folder.resolve("pid");
        LocalAgent agent = start("echo $$ > '%s'; exec sleep 600".formatted(pid));
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.onSpinWait(); // bounded by the timeout of the class
        }
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        agent.close();
        assertThat(child.isAlive()).isFalse();
        assertThat(hopeless).isEmpty();
    }
}
