package io.facet.app.cli;

import io.facet.app.UserException;
import io.facet.app.master.export.EmbeddingExport;
import io.facet.app.master.export.ExportFiles;
import io.facet.app.master.export.ExportFormat;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes the formats that a run was asked for besides the CSV, when it has finished. */
final class RunExports {
    private static final long CLEAN_UP_SECONDS = 10;

    private final Set<ExportFormat> formats;
    private final Path csv;
    private final ExportFiles files;

    /**
     * The exports of a run that is about to start.
     *
     * @throws UserException OUTPUT_EXISTS if one of their files is there and must not be replaced
     */
    RunExports(Set<ExportFormat> formats, OutputRequest output) {
        this.formats = formats;
        this.csv = output.files().csv();
        this.files = ExportFiles.of(csv);
        files.refuseOthers(formats);
        if (output.mode() == OutputRequest.Mode.NEW) {
            formats.stream()
                    .flatMap(format -> files.of(format).stream())
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(there -> {
                        throw new UserException(
                                UserException.Code.OUTPUT_EXISTS,
                                "%s exists. Replace it with --overwrite, or choose another name for the CSV."
                                        .formatted(there));
                    });
        }
    }

    /** Writes them, if the run has come to its end. */
    void write(RunResult result, Terminal terminal, boolean json) {
        if (formats.isEmpty()) {
            return;
        }
        if (result.snapshot().state() != RunSnapshot.State.FINISHED) {
            terminal.note("%s will be written when the run has finished: use --resume."
                    .formatted(formats.stream().map(ExportFormat::key).collect(Collectors.joining(" and "))));
            return;
        }
        EmbeddingExport.Written written = export(terminal);
        if (json) {
            terminal.result(JsonMapper.shared()
                    .writeValueAsString(
                            Map.of("event", "exported", "rows", written.rows(), "files", names(written.files()))));
        } else {
            names(written.files()).forEach(terminal::result);
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    /** An interrupt from the keyboard takes away what is half written. */
    private EmbeddingExport.Written export(Terminal terminal) {
        TaskProgress progress = new TaskProgress(terminal, "Exporting");
        CountDownLatch cleanedUp = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(progress, cleanedUp), "facet-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return EmbeddingExport.write(csv, formats, files, progress);
        } finally {
            progress.clear();
            cleanedUp.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                // the hook has seen to it that we are here
            }
        }
    }

    private static void interrupt(TaskProgress progress, CountDownLatch cleanedUp) {
        progress.cancel();
        try {
            if (!cleanedUp.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                LoggerFactory.getLogger(RunExports.class).warn("The export did not end in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
