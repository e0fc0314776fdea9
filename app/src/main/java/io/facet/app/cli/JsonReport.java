package io.facet.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.facet.app.UserException;
import io.facet.app.master.Master;
import io.facet.app.master.RunSession;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.app.master.schedule.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Tells a script how a run goes: one JSON object per line, about once a second and at the end. */
final class JsonReport implements RunSession.Watcher {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String event,
            String state,
            long found,
            boolean counting,
            long done,
            long kept,
            Map<String, Long> failures,
            int running,
            long rows,
            double imagesPerS,
            double elapsedS,
            @Nullable Double leftS,
            List<Agent> agents,
            @Nullable String csv,
            @Nullable String code,
            @Nullable String message) {}

    private record Agent(
            String id,
            String name,
            String host,
            int slots,
            String status,
            int inFlight,
            long done,
            double imagesPerS) {}

    private final Terminal terminal;
    private final OutputFiles files;
    private long last = System.nanoTime() - EVERY.toNanos();

    JsonReport(Terminal terminal, OutputFiles files) {
        this.terminal = terminal;
        this.files = files;
    }

    @Override
    public void started(Master master) {
        terminal.result(JSON.writeValueAsString(Map.of("event", "started", "port", master.port())));
    }

    @Override
    public void at(RunSnapshot snapshot) {
        if (System.nanoTime() - last >= EVERY.toNanos()) {
            last = System.nanoTime();
            terminal.result(JSON.writeValueAsString(line("progress", snapshot, null)));
        }
    }

    @Override
    public void ended(RunResult result) {
        terminal.result(JSON.writeValueAsString(line("ended", result.snapshot(), result.failure())));
    }

    private Line line(String event, RunSnapshot s, @Nullable UserException failure) {
        Map<String, Long> failures = new TreeMap<>();
        for (Map.Entry<Reason, Long> entry : s.failures().entrySet()) {
            failures.put(entry.getKey().key(), entry.getValue());
        }
        RunSnapshot.Range left = s.left();
        return new Line(
                event,
                s.state().name().toLowerCase(Locale.ROOT),
                s.found(),
                s.counting(),
                s.done(),
                s.kept(),
                failures,
                s.running(),
                s.rows(),
                round(s.imagesPerSecond()),
                round(s.elapsed().toMillis() / 1000.0),
                left == null ? null : round(left.likely().toMillis() / 1000.0),
                s.agents().stream()
                        .map(a -> new Agent(
                                a.id(),
                                a.name(),
                                a.host(),
                                a.slots(),
                                a.status(),
                                a.inFlight(),
                                a.done(),
                                round(a.imagesPerSecond())))
                        .toList(),
                event.equals("ended") ? files.csv().toString() : null,
                failure == null
                        ? null
                        : failure.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure == null ? null : failure.getMessage());
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
