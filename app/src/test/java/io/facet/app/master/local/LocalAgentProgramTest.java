package io.facet.app.master.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.facet.app.UserException;
import io.facet.app.master.Master;
import io.facet.app.master.farm.When;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.LogEntry;
import io.facet.protocol.home.FacetHome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The agent of this computer, as the program that it is. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS) // the state folder is passed on by env
class LocalAgentProgramTest {
    @TempDir
    private Path folder;

    private Master master;
    private final BlockingQueue<UserException> hopeless = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() {
        FacetHome home = new FacetHome(
                folder.resolve("state"),
                folder.resolve("models"),
                folder.resolve("cache"),
                folder.resolve("logs"),
                folder.resolve("documents"));
        master = new Master(new Master.Config(home, "127.0.0.1", 0, "the lab", "1.0"));
    }

    @AfterEach
    void close() {
        master.close();
    }

    private LocalAgent.Launch launch(int cpu) {
        List<String> java = List.of(
                "env",
                FacetHome.VARIABLE + "=" + folder.resolve("agent"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.facet.agent.AgentMain");
        return new LocalAgent.Launch(java, 0, cpu, List.of(), folder.resolve("local.log"));
    }

    private AgentStatus await(String what, Predicate<AgentStatus> that) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            FarmSnapshot farm = master.farmSnapshot();
            assertThat(farm.agents()).as("it is always the same agent").hasSizeLessThan(2);
            if (farm.agents().size() == 1 && that.test(farm.agents().getFirst())) {
                return farm.agents().getFirst();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what + "; " + farm);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static long pid(LocalAgent agent) {
        Long pid = agent.pid();
        return pid == null ? 0 : pid;
    }

    @Test
    void it_can_be_started_given_other_slots_restarted_stopped_and_started_again() {
        LocalAgent agent = master.startLocalAgent(launch(1), hopeless::add);
        await("it is expected", a -> a.state() == AgentStatus.State.CONNECTING);
        AgentStatus first = await("it is there", a -> a.state() == AgentStatus.State.IDLE);
        assertThat(first.local()).isTrue();
        assertThat(first.name()).isEqualTo("this computer");
        assertThat(first.slots()).hasSize(1);

        master.setSlots(first.id(), 0, 2);
        await("it has two slots", a -> a.slots().size() == 2 && a.pending().isEmpty());
        long before = pid(agent);
        master.restart(first.id(), When.NOW);
        await("it is asked", a -> a.pending().contains(Action.RESTART));
        AgentStatus restarted = await(
                "it is back",
                a -> a.state() == AgentStatus.State.IDLE && a.pending().isEmpty());
        assertThat(pid(agent)).isPositive().isNotEqualTo(before);
        assertThat(restarted.slots()).as("it keeps the slots that it was given").hasSize(2);
        assertThat(restarted.id()).isEqualTo(first.id());

        master.stopLocalAgent();
        AgentStatus stopped = await("it has ended", a -> a.state() == AgentStatus.State.LEFT);
        assertThat(stopped.reason()).isEqualTo("It was stopped here.");
        assertThat(pid(agent)).isZero();

        master.startLocalAgent(launch(3), hopeless::add);
        await(
                "it is back with others",
                a -> a.state() == AgentStatus.State.IDLE && a.slots().size() == 3);
        assertThat(hopeless).isEmpty();
    }

    @Test
    void it_is_restarted_once_it_has_no_images_and_its_log_can_be_read() {
        master.startLocalAgent(launch(1), hopeless::add);
        String id =
                await("it is there", a -> a.state() == AgentStatus.State.IDLE).id();
        await("its log comes", a -> !master.logs(id, -1).isEmpty());
        assertThat(master.logs(id, -1)).extracting(LogEntry::level).containsOnly("INFO");
        Instant connected = master.farmSnapshot().agents().getFirst().connectedAt();

        master.restart(id, When.AFTER_RUNNING_IMAGES);
        await(
                "it is back",
                a -> a.state() == AgentStatus.State.IDLE
                        && a.pending().isEmpty()
                        && a.connectedAt().isAfter(connected));
    }

    @Test
    void it_follows_a_master_that_moves_when_it_is_started_again() {
        LocalAgent agent = master.startLocalAgent(launch(1), hopeless::add);
        AgentStatus there = await("it is there", a -> a.state() == AgentStatus.State.IDLE);
        master.rebind("127.0.0.2", 0);
        assertThat(master.farmSnapshot().agents().getFirst().address()).isEqualTo(there.address());

        ProcessHandle.of(pid(agent)).orElseThrow().destroyForcibly();
        AgentStatus back = await(
                "it is back at the new address",
                a -> a.state() == AgentStatus.State.IDLE && a.connectedAt().isAfter(there.connectedAt()));
        assertThat(back.id()).isEqualTo(there.id());
    }

    @Test
    void one_that_is_starting_when_the_master_moves_comes_to_the_new_address() {
        LocalAgent agent = master.startLocalAgent(launch(1), hopeless::add);
        await("it is expected", a -> a.state() == AgentStatus.State.CONNECTING && agent.pid() != null);
        master.rebind("127.0.0.2", 0);
        await("it is there", a -> a.state() == AgentStatus.State.IDLE);
        assertThat(hopeless).isEmpty();
    }

    @Test
    void slots_that_it_refused_are_not_those_that_it_is_started_with() {
        master.startLocalAgent(launch(1), hopeless::add);
        AgentStatus there = await("it is there", a -> a.state() == AgentStatus.State.IDLE);
        master.setSlots(there.id(), 1, 1);
        AgentStatus asked =
                await("its answer", a -> !a.reason().isEmpty() || a.slots().size() == 2);
        assumeThat(asked.slots()).as("no GPU works here").hasSize(1);
        assertThat(asked.reason()).contains("No GPU works here");
        master.restart(there.id(), When.NOW);
        await(
                "it is back",
                a -> a.state() == AgentStatus.State.IDLE && a.connectedAt().isAfter(there.connectedAt()));
        assertThat(hopeless).isEmpty();
    }

    @Test
    void other_folders_restart_it_with_the_slots_that_it_has_and_start_none_that_was_stopped() {
        LocalAgent agent = master.startLocalAgent(launch(1), hopeless::add);
        AgentStatus there = await("it is there", a -> a.state() == AgentStatus.State.IDLE);
        master.setSlots(there.id(), 0, 2);
        await("two slots", a -> a.slots().size() == 2 && a.pending().isEmpty());
        master.allow(List.of(folder));
        await(
                "it is back",
                a -> a.state() == AgentStatus.State.IDLE && a.connectedAt().isAfter(there.connectedAt()));
        assertThat(master.farmSnapshot().agents().getFirst().slots()).hasSize(2);

        master.stopLocalAgent();
        master.allow(List.of());
        await("it stays stopped", a -> a.state() == AgentStatus.State.LEFT);
        assertThat(agent.pid()).isNull();
    }

    @Test
    void one_that_cannot_be_kept_alive_says_why() throws InterruptedException {
        LocalAgent.Launch broken =
                new LocalAgent.Launch(List.of("false"), 0, 1, List.of(), folder.resolve("local.log"));
        master.startLocalAgent(broken, hopeless::add);

        UserException why = hopeless.poll(60, TimeUnit.SECONDS);
        assertThat(why).isNotNull();
        AgentStatus lost = await("it is lost", a -> a.state() == AgentStatus.State.LOST);
        assertThat(lost.reason()).isEqualTo(why.getMessage());
        assertThat(new ArrayList<>(hopeless)).isEmpty();
    }
}
