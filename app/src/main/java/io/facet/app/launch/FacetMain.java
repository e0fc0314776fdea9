package io.facet.app.launch;

import io.facet.app.cli.FacetCommand;
import io.facet.app.installation.Programs;
import io.facet.app.ui.CannotStart;
import io.facet.app.ui.DesktopApp;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javafx.application.Application;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The program {@code facet}: the window where there is a display and no command, otherwise the command line. Without a
 * command and a display it gives a tour with a sample.
 */
public final class FacetMain {
    private static final int COULD_NOT_RUN = 1;

    private FacetMain() {}

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(new LastResort());
        // Before anything asks for a logger.
        System.setProperty(
                "facet.log",
                FacetHome.ofThisAccount().logs().resolve("facet.log").toString());
        System.setProperty("logback.configurationFile", "io/facet/app/logback.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(wantsWindow(List.of(arguments)) ? window(arguments) : FacetCommand.run(arguments));
    }

    /** Without a command, and for the manifest of a run that somebody double-clicks. */
    private static boolean wantsWindow(List<String> arguments) {
        boolean noCommand = arguments.isEmpty()
                || (arguments.size() == 1 && arguments.getFirst().endsWith(".facet"));
        return noCommand && Display.ofThisProcess().isThere();
    }

    private static int window(String[] arguments) {
        Optional<Path> desktop = Programs.ofThisProcess().desktop();
        return desktop.isPresent() && isStarted(desktop.get(), arguments) ? 0 : open(arguments);
    }

    /** Starts the program of the window, which has more memory, and lets the terminal go on. */
    private static boolean isStarted(Path desktop, String[] arguments) {
        List<String> command = new ArrayList<>(List.of(desktop.toString()));
        // The other program may begin in another folder.
        List.of(arguments)
                .forEach(file -> command.add(Path.of(file).toAbsolutePath().toString()));
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            LoggerFactory.getLogger(FacetMain.class).warn("{} cannot be started", desktop, e);
            return false;
        }
    }

    private static int open(String[] arguments) {
        try {
            Application.launch(DesktopApp.class, arguments);
            return 0;
        } catch (RuntimeException | LinkageError e) {
            // Pictures are drawn without the display that cannot be used.
            System.setProperty("java.awt.headless", "true");
            return withoutWindow(e, System.err, FacetCommand::run);
        }
    }

    /**
     * What to do when the window has not come up.
     *
     * @param e why
     * @param tour what is left where no display can be opened; its exit code
     */
    static int withoutWindow(Throwable e, PrintStream err, IntSupplier tour) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart failed) {
                LoggerFactory.getLogger(FacetMain.class).error("The window has failed", failed);
                err.println("facet: " + failed.line());
                return COULD_NOT_RUN;
            }
        }
        // A display that is named but cannot be used, or libraries that a window needs.
        LoggerFactory.getLogger(FacetMain.class).warn("The window cannot open", e);
        err.println("facet: [no-display] The window cannot open here; the sample runs without one.");
        return tour.getAsInt();
    }
}
