package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.identity.Joining;
import io.facet.agent.identity.Membership;
import io.facet.app.master.farm.When;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.IssuedCode;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.AgentStatus.Action;
import io.facet.app.master.watch.SlotStatus;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people ask of agents, and when it counts as done. */
@Timeout(90)
class FarmActionsTest extends FarmScenario {

    @Test
    void an_agent_that_is_drained_finishes_what_it_has_and_takes_no_more_until_that_is_undone() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(10);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            master.drain(only().id());
            awaitState(AgentStatus.State.DRAINING);
            slow.permits.release(100_000);
            AgentStatus drained = awaitState(AgentStatus.State.DRAINED);
            awaitNothingPending();

            long done = run.snapshot().done();
            assertThat(drained.inFlight()).isZero();
            assertThat(done).isLessThan(200);
            Await.until("the rows are written", () -> run.snapshot().rows() == slow.ran.get());

            master.undrain(only().id());
            TestMaster.await(run);
            awaitNothingPending();
            assertThat(agent.engine.ran).hasValue(200);
        }
        images.allIn(csv);
    }

    @Test
    void nothing_is_lent_to_an_agent_that_has_not_even_heard_that_it_is_to_drain() {
        testMaster.start(images(50), csv);
        try (RawAgent raw = new RawAgent(testMaster.join()).greet(1)) {
            String id = awaitState(AgentStatus.State.LOADING).id();
            master.drain(id);
            Await.until("it is asked", () -> only().pending().contains(Action.DRAIN));
            raw.ask(5);
            master.pause(id);
            Await.until("it hears of the pause", () -> raw.heard.stream().anyMatch(MasterMessage::hasPause));

            assertThat(raw.leases()).isEmpty();
            Await.until("both are pending", () -> only().pending().equals(Set.of(Action.DRAIN, Action.PAUSE)));
        }
    }

    @Test
    void an_action_is_pending_until_the_agent_reports_it() {
        try (RawAgent raw = new RawAgent(testMaster.join()).greet(1)) {
            String id = awaitState(AgentStatus.State.IDLE).id();
            master.pause(id);
            master.restart(id, When.NOW);
            Await.until("both are pending", () -> only().pending().size() == 2);
            raw.send(AgentMessage.newBuilder()
                    .setTelemetry(Telemetry.newBuilder().setPaused(true)));
            Await.until("it is paused", () -> only().state() == AgentStatus.State.PAUSED);
            assertThat(only().pending()).containsExactly(Action.RESTART);

            raw.send(AgentMessage.newBuilder()
                    .setTelemetry(Telemetry.newBuilder().setPaused(true).setRestarts(1)));
            awaitNothingPending();
        }
    }

    @Test
    void what_was_asked_before_a_cut_is_asked_again_after_it() {
        Membership membership = testMaster.join();
        try (RawAgent raw = new RawAgent(membership).greet(1)) {
            master.drain(awaitState(AgentStatus.State.IDLE).id());
            Await.until("it is asked", () -> raw.heard.stream().anyMatch(MasterMessage::hasDrain));
        }
        awaitState(AgentStatus.State.LOST);
        try (RawAgent raw = new RawAgent(membership).greet(1)) {
            Await.until("it is asked", () -> raw.heard.stream().anyMatch(MasterMessage::hasDrain));
        }
    }

    @Test
    void an_agent_that_is_paused_keeps_its_models_and_goes_on_when_it_is_resumed() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(10);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            master.pause(only().id());
            slow.permits.release(100_000);
            Await.until(
                    "it has finished what it had",
                    () -> only().state() == AgentStatus.State.PAUSED && only().inFlight() == 0);
            awaitNothingPending();
            assertThat(run.snapshot().done()).isLessThan(200);

            master.resume(only().id());
            TestMaster.await(run);
            assertThat(agent.prepared).hasValue(1);
        }
        images.allIn(csv);
    }

    @Test
    void other_slots_take_up_the_run_where_the_former_left_it() {
        NumberedImages images = images(300);
        NumberEngine slow = new NumberEngine(20);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            master.setSlots(only().id(), 0, 5);
            Await.until("it is asked", () -> only().pending().contains(Action.SET_SLOTS));
            slow.permits.release(100_000);
            awaitNothingPending();

            assertThat(only().slots()).extracting(SlotStatus::id).hasSize(5).contains("cpu-4");
            TestMaster.await(run);
            assertThat(agent.prepared).hasValue(2);
            assertThat(agent.engine.ran).as("nothing was done twice").hasValue(300);
        }
        images.allIn(csv);
    }

    @Test
    void slots_that_an_agent_cannot_have_leave_it_as_it_was_and_are_explained() {
        try (TestAgent agent = TestAgent.start(testMaster.join())) {
            master.setSlots(awaitState(AgentStatus.State.IDLE).id(), 1, 0);
            Await.until("the reason", () -> only().reason().equals("No GPU works here."));

            assertThat(only().pending()).isEmpty();
            assertThat(only().slots()).hasSize(2);
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void a_number_of_slots_that_no_agent_can_have_is_refused_at_once() {
        assertThatThrownBy(() -> master.setSlots("a", 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> master.setSlots("a", -1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> master.setSlots("a", 1, 256)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void an_agent_that_is_restarted_loads_its_models_anew_and_nothing_is_lost(When when) {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(20);
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            if (when == When.AFTER_RUNNING_IMAGES) {
                slow.permits.release(4);
            }
            master.restart(only().id(), when);
            if (when == When.AFTER_RUNNING_IMAGES) {
                Await.until("it is asked", () -> only().pending().contains(Action.RESTART));
                slow.permits.release(100_000);
            }
            Await.until("the models are loaded anew", () -> agent.prepared.get() == 2);
            awaitNothingPending();
            slow.permits.release(100_000);
            TestMaster.await(run);
            assertThat(agent.prepared).hasValue(2);
        }
        images.allIn(csv);
    }

    @Test
    void an_agent_that_was_sent_away_is_turned_away_until_it_is_let_back_in() {
        Membership membership = testMaster.join();
        NumberedImages images = images(20);
        RunHandle run = testMaster.start(images, csv);
        String id;
        try (RawAgent raw = new RawAgent(membership).greet(2).ask(5)) {
            Await.until("leases", () -> raw.leases().size() == 5);
            id = only().id();
            master.disconnect(id);
            Await.until("its stream has ended", raw::isOver);
            assertThat(raw.heard.getLast().getRejected().getCode()).isEqualTo("agent-dismissed");
        }
        AgentStatus away = awaitState(AgentStatus.State.DISCONNECTED);
        assertThat(away.requeued()).isEqualTo(5);
        try (RawAgent again = new RawAgent(membership)) {
            again.send(AgentMessage.newBuilder()
                    .setHello(io.facet.protocol.wire.Hello.newBuilder().setProtocolVersion(1)));
            Await.until("it is turned away", again::isOver);
        }
        assertThat(only().state()).isEqualTo(AgentStatus.State.DISCONNECTED);

        master.reconnect(id);
        Await.until("it may come back", () -> only().reason().contains("may come back"));
        try (TestAgent back = TestAgent.start(membership)) {
            TestMaster.await(run);
            assertThat(back.engine.ran).hasValue(20);
        }
        images.allIn(csv);
    }

    @Test
    void an_agent_that_is_revoked_is_cut_off_at_once_and_not_listed_any_more() {
        try (TestAgent agent = TestAgent.start(testMaster.join())) {
            String id = awaitState(AgentStatus.State.IDLE).id();
            assertThat(master.enrolled()).extracting(EnrolledAgent::id).containsExactly(id);
            assertThat(master.enrolled().getFirst().name()).isEqualTo("agent");

            master.revoke(id);
            agent.endsWith(ProtocolException.Code.AGENT_REVOKED, "Join again");
            assertThat(awaitState(AgentStatus.State.LEFT).reason()).contains("revoked");
            assertThat(master.enrolled()).isEmpty();
        }
    }

    @Test
    void a_new_join_code_admits_as_many_as_it_says() {
        IssuedCode issued = master.newJoinCode(1, Duration.ofMinutes(5));
        assertThat(issued.expires())
                .isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(301));
        assertThat(issued.port()).isEqualTo(master.port());
        assertThat(issued.toString()).doesNotContain(issued.code());

        Joining joining = testMaster.joining(1);
        try (TestAgent agent = TestAgent.start(joining.enrol(JoinCode.parse(issued.code())))) {
            agent.awaitConnected();
        }
        assertThatThrownBy(() -> joining.enrol(JoinCode.parse(issued.code()))).isInstanceOf(ProtocolException.class);
    }
}
