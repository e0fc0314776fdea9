package io.facet.agent;

import io.facet.agent.device.AgentSlots;
import io.facet.agent.device.SlotPlan;
import io.facet.protocol.Limits;
import io.facet.protocol.wire.ActionRefused;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.SetSlots;
import io.facet.protocol.wire.SlotsChanged;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives this agent the slots that its master wants: plans them, which may try a GPU, and has the run taken up with them
 * once the images in progress are finished. Of several wishes only the last counts. Thread-safe; closed by its maker.
 */
final class SlotChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotChanges.class);

    private final AgentSlots slots;
    private final CurrentRun run;
    private final Consumer<AgentMessage> send;
    private final AtomicReference<@Nullable SetSlots> wanted = new AtomicReference<>();
    private final ExecutorService planning = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("facet-slots").daemon().factory());

    SlotChanges(AgentSlots slots, CurrentRun run, Consumer<AgentMessage> send) {
        this.slots = slots;
        this.run = run;
        this.send = send;
    }

    /** The master wants these slots. Returns at once. */
    void want(SetSlots next) {
        if (wanted.getAndSet(next) == null) {
            try {
                planning.execute(this::change);
            } catch (RejectedExecutionException closed) {
                // the agent ends: nobody has slots any more
            }
        }
    }

    private void change() {
        SetSlots asked = wanted.getAndSet(null);
        if (asked == null) {
            return;
        }
        try {
            SlotPlan next = slots.plan(asked.getGpu(), asked.getCpu());
            run.rework(false, () -> {
                slots.become(next);
                LOG.info("This agent has {} slots now", next.size());
                send.accept(AgentMessage.newBuilder()
                        .setSlots(SlotsChanged.newBuilder().addAllSlots(Introduction.slots(next)))
                        .build());
            });
        } catch (AgentException e) {
            refuse(e.code().name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Changing the slots", e);
            refuse("INTERNAL", "The slots could not be changed: " + e);
        }
    }

    private void refuse(String code, String message) {
        LOG.warn("The slots stay as they are: {}", message);
        send.accept(AgentMessage.newBuilder()
                .setRefused(ActionRefused.newBuilder()
                        .setAction("set_slots")
                        .setCode(code.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .setMessage(Limits.cut(message)))
                .build());
    }

    @Override
    public void close() {
        planning.shutdownNow();
    }
}
