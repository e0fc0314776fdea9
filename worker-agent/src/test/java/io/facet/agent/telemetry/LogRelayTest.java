package io.facet.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.facet.agent.testing.Await;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.LogLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogRelayTest {
    private final LogRelay relay = new LogRelay();

    private List<LogLine> send() {
        List<LogLine> sent = new ArrayList<>();
        relay.sendSome(sent::add);
        return sent;
    }

    private List<LogLine> sendAll() {
        List<LogLine> all = new ArrayList<>();
        for (List<LogLine> some = send(); !some.isEmpty(); some = send()) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void few_lines_go_at_a_time_and_in_their_order() {
        for (int i = 0; i < 30; i++) {
            relay.offer(i, "INFO", "logger", "line " + i);
        }
        assertThat(send())
                .hasSize(LogRelay.IN_ONE_GO)
                .extracting(LogLine::getMessage)
                .startsWith("line 0", "line 1");
        assertThat(send()).hasSize(5).extracting(LogLine::getTimeMs).endsWith(29L);
        assertThat(send()).isEmpty();
    }

    @Test
    void of_too_many_lines_the_newest_stay_and_the_others_are_counted() {
        for (int i = 0; i < LogRelay.MOST + 7; i++) {
            relay.offer(i, "INFO", "logger", "line " + i);
        }
        List<LogLine> sent = sendAll();
        assertThat(sent).hasSize(LogRelay.MOST);
        assertThat(sent.getFirst().getMessage()).isEqualTo("line 7");
        assertThat(sent.getFirst().getDropped()).isEqualTo(7);
        assertThat(sent).filteredOn(line -> line.getDropped() > 0).hasSize(1);
    }

    @Test
    void lines_keep_within_what_a_message_may_hold() {
        relay.offer(0, "INFO", "l".repeat(1000), "m".repeat(10_000));
        LogLine line = send().getFirst();
        assertThat(line.getLogger()).hasSize(Limits.NAME_CHARS);
        assertThat(line.getMessage()).hasSize(Limits.TEXT_CHARS);
    }

    @Test
    void what_a_program_logs_from_info_on_is_relayed_with_the_first_line_of_an_error() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        RelayAppender.attach(relay);
        try {
            org.slf4j.Logger log = LoggerFactory.getLogger("io.facet.RelayTest");
            ((Logger) log).setLevel(ch.qos.logback.classic.Level.DEBUG);
            log.debug("not this");
            log.warn("It broke at {}", 7, new IllegalStateException("no disk"));
            List<LogLine> found = new ArrayList<>();
            Await.until("the line", () -> {
                found.addAll(send().stream()
                        .filter(l -> l.getLogger().equals("io.facet.RelayTest"))
                        .toList());
                return !found.isEmpty();
            });
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().getLevel()).isEqualTo("WARN");
            assertThat(found.getFirst().getMessage())
                    .isEqualTo("It broke at 7 (java.lang.IllegalStateException: no disk)");
        } finally {
            root.detachAppender("relay");
        }
    }
}
