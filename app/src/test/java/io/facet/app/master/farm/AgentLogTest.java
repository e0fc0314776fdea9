package io.facet.app.master.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.LogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgentLogTest {
    private final AgentLog log = new AgentLog();

    private void add(String message) {
        log.add(Instant.EPOCH, "INFO", "logger", message, 0);
    }

    @Test
    void the_last_two_thousand_lines_are_kept_under_rising_numbers() {
        for (int i = 0; i < 2500; i++) {
            add("line " + i);
        }
        assertThat(log.since(-1)).hasSize(AgentLog.LINES);
        assertThat(log.since(-1).getFirst().message()).isEqualTo("line 500");
        assertThat(log.since(-1)).extracting(LogEntry::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(log.since(2497)).extracting(LogEntry::message).containsExactly("line 2498", "line 2499");
        assertThat(log.since(2499)).isEmpty();
    }

    @Test
    void long_lines_are_fewer() {
        for (int i = 0; i < 1000; i++) {
            add("x".repeat(2000));
        }
        long chars = log.since(-1).stream().mapToLong(l -> l.message().length()).sum();
        assertThat(chars).isBetween(AgentLog.CHARS - 4000L, (long) AgentLog.CHARS);
    }
}
