package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.app.master.run.RunHandle;
import io.facet.app.master.watch.AgentStatus;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master that listens elsewhere while it works. Traffic stays on loopback: 127.0.0.2 is this computer, too. */
@Timeout(90)
class RebindTest extends FarmScenario {
    private static final String ELSEWHERE = "127.0.0.2";

    private static void connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5000);
        }
    }

    private void nobodyAt(String host, int port) {
        assertThatThrownBy(() -> connect(host, port)).isInstanceOf(ConnectException.class);
    }

    private RunningMaster announced() {
        FacetHome home = testMaster.home();
        try {
            assertThat(RunningMaster.all(home)).hasSize(1);
            return RunningMaster.all(home).getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void agents_stay_and_the_run_goes_on_while_the_master_moves_to_another_port() {
        NumberedImages images = images(200);
        NumberEngine slow = new NumberEngine(10);
        int before = master.port();
        try (TestAgent agent = TestAgent.start(testMaster.join(), slow)) {
            RunHandle run = testMaster.start(images, csv);
            Await.until("it is busy", slow::isStarved);
            String from = awaitState(AgentStatus.State.BUSY).address();
            master.rebind("127.0.0.1", 0);

            assertThat(master.port()).isNotEqualTo(before);
            nobodyAt("127.0.0.1", before);
            assertThat(announced().port()).isEqualTo(master.port());
            slow.permits.release(100_000);
            try (TestAgent late = TestAgent.start(testMaster.join())) {
                TestMaster.await(run);
                assertThat(late.runs()).isTrue();
            }
            // Every image was fetched over the old connection after the move.
            assertThat(master.farmSnapshot().agents().getFirst().address()).isEqualTo(from);
            assertThat(agent.engine.ran.get()).isGreaterThan(10);
        }
        images.allIn(csv);
    }

    @Test
    void an_agent_that_is_cut_off_later_finds_the_master_where_it_moved_to() {
        try (ChaosProxy proxy = new ChaosProxy();
                TestAgent agent = TestAgent.start(testMaster.joinThrough(proxy.port()))) {
            proxy.leadTo(master.port());
            agent.awaitConnected();
            int told = agent.connections.get();
            master.rebind("127.0.0.1", 0);
            Await.until("it is told", () -> agent.connections.get() > told);
            proxy.refuse();

            Await.until("it is back by another way", () -> agent.connections.get() > told + 1);
            assertThat(awaitState(AgentStatus.State.IDLE).connected()).isTrue();
        }
    }

    @Test
    void the_same_port_on_another_address_is_another_place() throws IOException {
        int port = master.port();
        master.rebind(ELSEWHERE, port);

        assertThat(master.bind()).isEqualTo(ELSEWHERE);
        assertThat(master.port()).isEqualTo(port);
        nobodyAt("127.0.0.1", port);
        connect(ELSEWHERE, port);
        assertThat(announced().addresses()).containsExactly(ELSEWHERE);
    }

    @Test
    void it_moves_back_and_forth_on_one_port_with_an_agent_connected() throws IOException {
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            int port = master.port();
            for (int i = 0; i < 3; i++) {
                master.rebind(ELSEWHERE, port);
                master.rebind("127.0.0.1", port);
            }
            connect("127.0.0.1", port);
            assertThat(awaitState(AgentStatus.State.IDLE).connected()).isTrue();
            assertThat(agent.runs()).isTrue();
        }
    }

    @Test
    void a_port_in_use_leaves_the_master_where_it_was() throws IOException {
        int before = master.port();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> master.rebind("127.0.0.1", other.getLocalPort()))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            e -> assertThat(e.code()).isEqualTo(ProtocolException.Code.PORT_IN_USE));
        }
        assertThat(master.port()).isEqualTo(before);
        connect("127.0.0.1", before);
        assertThat(announced().port()).isEqualTo(before);
    }

    @Test
    void the_same_port_in_use_on_the_other_address_leaves_the_master_where_it_was() throws IOException {
        int port = master.port();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName(ELSEWHERE))) {
            assertThatThrownBy(() -> master.rebind(ELSEWHERE, other.getLocalPort()))
                    .isInstanceOf(ProtocolException.class);
        }
        assertThat(master.bind()).isEqualTo("127.0.0.1");
        connect("127.0.0.1", port);
        assertThat(announced().port()).isEqualTo(port);
    }

    @Test
    void what_served_those_who_were_connected_is_freed_when_they_are_gone() {
        int before = master.port();
        try (TestAgent agent = TestAgent.start(testMaster.join()).awaitConnected()) {
            master.rebind("127.0.0.1", 0);
            assertThat(agent.runs()).isTrue();
        }
        awaitState(AgentStatus.State.LEFT);
        Await.until("the port can be had", () -> {
            try (ServerSocket again = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
                return again.isBound();
            } catch (IOException e) {
                return false;
            }
        });
    }
}
