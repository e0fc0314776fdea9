package io.facet.app.cli;

import io.facet.app.sample.SamplePictures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet demo DIR}: draws the sample dataset. */
@Command(
        name = "demo",
        description =
                "Draws a sample dataset: 12 invented people, 20 pictures each, a folder per person. No photographs.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        Terminal terminal = new Terminal(
                command.commandLine().getOut(), command.commandLine().getErr());
        int images = draw(folder, terminal);
        terminal.result(
                "%d images in %s".formatted(images, folder.toAbsolutePath().normalize()));
        terminal.note("Next: facet run --dataset %s --csv embeddings.csv".formatted(folder));
        return ExitCode.DONE;
    }

    /** Draws the sample dataset, unless it is there. */
    static int draw(Path folder, Terminal terminal) {
        int[] lastTenth = {-1};
        return SamplePictures.draw(folder, (done, total) -> {
            int tenth = 10 * done / Math.max(1, total);
            if (tenth != lastTenth[0]) {
                lastTenth[0] = tenth;
                terminal.note("Drawing the sample dataset: %d of %d".formatted(done, total));
            }
        });
    }
}
