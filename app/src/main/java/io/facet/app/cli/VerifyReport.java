package io.facet.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.verify.Finding;
import io.facet.app.master.verify.OutputReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The result of a check, for people and for scripts. */
final class VerifyReport {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Result(
            boolean ok,
            String csv,
            String manifest,
            String run,
            String state,
            long rows,
            int dimension,
            long failures,
            Manifest.Pipeline pipeline,
            Manifest.@Nullable Model model,
            @Nullable String sha256,
            List<Difference> findings,
            List<String> notes) {}

    private record Difference(String code, long count, String message) {}

    private VerifyReport() {}

    static String json(OutputReport report) {
        Manifest manifest = report.manifest();
        return JSON.writeValueAsString(new Result(
                report.isSound(),
                report.files().csv().toString(),
                report.files().manifest().toString(),
                manifest.run(),
                state(manifest),
                report.rows(),
                manifest.csv().dimension(),
                report.failures(),
                manifest.pipeline(),
                manifest.model(),
                manifest.csv().sha256(),
                report.findings().stream()
                        .map(f -> new Difference(f.kind().key(), f.count(), f.sentence()))
                        .toList(),
                report.notes()));
    }

    static List<String> lines(OutputReport report) {
        Manifest manifest = report.manifest();
        Manifest.Model model = manifest.model();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d rows of %d numbers, %,d failures, run %s.",
                report.files().csv(),
                report.rows(),
                manifest.csv().dimension(),
                report.failures(),
                state(manifest)));
        lines.add(
                model == null
                        ? "Made by the pipeline %s without a model."
                                .formatted(manifest.pipeline().id())
                        : "Made by %s (%s, file %s, card %s) in the pipeline %s."
                                .formatted(
                                        model.id(),
                                        model.precision(),
                                        model.sha256(),
                                        model.card(),
                                        manifest.pipeline().id()));
        lines.addAll(report.notes());
        for (Finding finding : report.findings()) {
            lines.add("[%s] %s".formatted(finding.kind().key(), finding.sentence()));
        }
        lines.add(
                report.isSound()
                        ? "Nothing differs from the manifest."
                        : "It differs from its manifest: do not rely on it. Restore the file, or run it again with --overwrite.");
        return lines;
    }

    private static String state(Manifest manifest) {
        return manifest.state().name().toLowerCase(Locale.ROOT);
    }
}
