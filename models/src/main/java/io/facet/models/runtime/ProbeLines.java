package io.facet.models.runtime;

import io.facet.models.runtime.ProviderReport.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the probing process prints for its parent: lines of fields between tabs, told from all other output by their
 * first field.
 */
final class ProbeLines {
    private static final String GPU = "facet-gpu";
    private static final String REPORT = "facet-probe";

    private ProbeLines() {}

    static String print(Gpu gpu) {
        return String.join(
                "\t", GPU, Integer.toString(gpu.index()), plain(gpu.name()), Long.toString(gpu.memoryBytes()));
    }

    static String print(ProviderReport report) {
        return String.join("\t", REPORT, report.status().name(), plain(report.missing()), plain(report.message()));
    }

    /** Empty if the process did not get as far as a report. */
    static Optional<ProbeResult> parse(String output, ExecutionProvider provider) {
        List<Gpu> gpus = new ArrayList<>();
        ProviderReport report = null;
        for (String line : output.lines().toList()) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4 && fields[0].equals(GPU)) {
                gpus.add(new Gpu(Integer.parseInt(fields[1]), fields[2], Long.parseLong(fields[3])));
            } else if (fields.length == 4 && fields[0].equals(REPORT)) {
                report = new ProviderReport(provider, Status.valueOf(fields[1]), fields[3], fields[2]);
            }
        }
        return report == null ? Optional.empty() : Optional.of(new ProbeResult(report, gpus));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s", " ");
    }
}
