package io.facet.app.master.run;

import io.facet.app.master.farm.ConnectedAgent;
import io.facet.app.master.output.OutputWriter;
import io.facet.app.master.schedule.Scheduler;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.RunStatus;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.SlotTelemetry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the snapshots of a run. Written on the master's loop; {@link #latest} is for any thread. */
final class RunView {
    private final DatasetFeed feed;
    private final RunBook book;
    private final Rate rate = new Rate();
    private final Forecast forecast = new Forecast();
    private volatile RunSnapshot latest = new RunSnapshot(
            RunSnapshot.State.WAITING,
            0,
            true,
            0,
            0,
            Map.of(),
            Map.of(),
            0,
            0,
            0,
            0,
            RunSnapshot.Latency.NONE,
            Duration.ZERO,
            null,
            List.of(),
            "");

    RunView(DatasetFeed feed, RunBook book) {
        this.feed = feed;
        this.book = book;
    }

    RunSnapshot latest() {
        return latest;
    }

    /**
     * To be called several times a second.
     *
     * @param running nanoseconds of the run's own clock, which stands still in pauses
     */
    void sample(long running) {
        rate.sample(running, book.settled());
        forecast.sample(running, book.settled());
    }

    void publish(
            RunSnapshot.State state,
            Scheduler scheduler,
            OutputWriter writer,
            Collection<ConnectedAgent> agents,
            String note,
            long elapsedNanos) {
        latest = new RunSnapshot(
                state,
                feed.counted(),
                !feed.countComplete(),
                book.done(),
                book.kept(),
                book.keptFailures(),
                book.failures(),
                scheduler.leased(),
                writer.rows(),
                writer.bytes(),
                state == RunSnapshot.State.PAUSED ? 0 : rate.perSecond(),
                book.latency(),
                Duration.ofNanos(elapsedNanos),
                left(),
                agents.stream().map(a -> agent(a, scheduler)).toList(),
                note);
    }

    private RunSnapshot.@Nullable Range left() {
        if (!feed.countComplete()) {
            return null;
        }
        long images = Math.max(0, feed.counted() - book.kept() - book.ended());
        return forecast.left(images, rate.perSecond()).orElse(null);
    }

    private static RunSnapshot.AgentView agent(ConnectedAgent agent, Scheduler scheduler) {
        int inFlight = scheduler.leased(agent.id());
        return new RunSnapshot.AgentView(
                agent.id(),
                agent.hello().getAgentName(),
                agent.hello().getHost(),
                agent.hello().getLocal(),
                agent.hello().getSlotsCount(),
                status(agent, inFlight),
                inFlight,
                agent.done(),
                agent.failed(),
                agent.telemetry().getSlotsList().stream()
                        .mapToDouble(SlotTelemetry::getImagesPerS)
                        .sum(),
                devices(agent.hello()),
                Stream.concat(agent.hello().getNoticesList().stream(), agent.run().getNoticesList().stream())
                        .toList());
    }

    /** The slots on the same device make one. */
    private static List<RunSnapshot.DeviceView> devices(Hello hello) {
        record Device(String deviceClass, String name, List<String> providers) {}
        Map<Device, Integer> slots = new LinkedHashMap<>();
        for (Slot slot : hello.getSlotsList()) {
            slots.merge(
                    new Device(slot.getDeviceClass(), slot.getDeviceName(), slot.getProvidersList()), 1, Integer::sum);
        }
        return slots.entrySet().stream()
                .map(e -> new RunSnapshot.DeviceView(
                        e.getKey().deviceClass(),
                        e.getKey().name(),
                        e.getValue(),
                        e.getKey().providers()))
                .toList();
    }

    private static String status(ConnectedAgent agent, int inFlight) {
        if (agent.draining()) {
            return "draining";
        }
        if (agent.paused()) {
            return "paused";
        }
        RunStatus run = agent.run();
        return switch (run.getState()) {
            case PREPARING, STATE_UNSPECIFIED, UNRECOGNIZED ->
                run.getProgress() > 0
                        ? String.format(Locale.ROOT, "loading model %.0f%%", 100 * run.getProgress())
                        : "loading model";
            case FAILED -> "cannot take part";
            case READY -> inFlight > 0 ? "busy" : "idle";
        };
    }
}
