package io.facet.app.master.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.discovery.Announcement;
import io.facet.protocol.discovery.WaitingAgent;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Multicast DNS between an agent and a master, on the loopback interface alone. */
@Timeout(120)
class MdnsDiscoveryTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());
    private static final WaitingAgent AGENT = new WaitingAgent("lab", "lab-pc", "Linux 6.1 amd64", "0.1.0", 8, 2);

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within a minute: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void an_agent_that_waits_is_found_and_gone_when_it_does_not_any_more() {
        try (MdnsDiscovery discovery = new MdnsDiscovery(Clock.systemUTC())) {
            discovery.listenOn(LOOPBACK);
            assertThat(discovery.active()).isTrue();
            try (Announcement announced = Announcement.begin(AGENT, LOOPBACK)) {
                assertThat(announced).isNotNull();
                await("it is found", () -> discovery.found().size() == 1);
                DiscoveredPc pc = discovery.found().getFirst();
                assertThat(pc.name()).isEqualTo("lab");
                assertThat(pc.host()).isEqualTo("lab-pc");
                assertThat(pc.os()).isEqualTo("Linux 6.1 amd64");
                assertThat(pc.version()).isEqualTo("0.1.0");
                assertThat(pc.cpuSlots()).isEqualTo(8);
                assertThat(pc.gpuSlots()).isEqualTo(2);
                assertThat(pc.since()).isBeforeOrEqualTo(Instant.now());
            }
            await("it is gone", () -> discovery.found().isEmpty());
        }
    }

    @Test
    void one_that_announced_itself_before_anybody_looked_is_found_too() {
        try (Announcement announced = Announcement.begin(AGENT, LOOPBACK);
                MdnsDiscovery discovery = new MdnsDiscovery(Clock.systemUTC())) {
            assertThat(announced).isNotNull();
            discovery.listenOn(LOOPBACK);
            discovery.refresh();
            await("it is found", () -> discovery.found().size() == 1);
            discovery.listenOn(List.of());
            await("nothing is known where nobody looks", () -> discovery.found().isEmpty());
            assertThat(discovery.active()).isFalse();
        }
    }
}
