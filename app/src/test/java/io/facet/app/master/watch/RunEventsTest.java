package io.facet.app.master.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.watch.RunEvent.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunEventsTest {
    private final RunEvents events = new RunEvents();
    private long sequence;

    private RunEvent add(Kind kind) {
        RunEvent event = new RunEvent(sequence++, Instant.EPOCH, kind, "", "text");
        events.add(event);
        return event;
    }

    @Test
    void events_come_in_their_order_from_where_one_left_off() {
        RunEvent started = add(Kind.STARTED);
        RunEvent failed = add(Kind.IMAGE_FAILED);
        RunEvent paused = add(Kind.PAUSED);

        assertThat(events.since(-1)).containsExactly(started, failed, paused);
        assertThat(events.since(started.sequence())).containsExactly(failed, paused);
        assertThat(events.since(paused.sequence())).isEmpty();
    }

    @Test
    void a_flood_of_failed_images_does_not_hide_what_else_happened() {
        RunEvent started = add(Kind.STARTED);
        for (int i = 0; i < 10_000; i++) {
            add(Kind.IMAGE_FAILED);
        }
        RunEvent lost = add(Kind.AGENT_LOST);

        assertThat(events.since(-1))
                .hasSizeLessThanOrEqualTo(RunEvents.MOST)
                .startsWith(started)
                .endsWith(lost);
    }

    @Test
    void a_new_run_begins_with_none() {
        add(Kind.STARTED);
        long before = events.version();
        events.clear();
        assertThat(events.since(-1)).isEmpty();
        assertThat(events.version()).isNotEqualTo(before);
    }
}
