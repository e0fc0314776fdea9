package io.facet.app.launch;

import io.facet.app.cli.FacetCommand;
import io.facet.app.ui.DesktopApp;
import io.facet.protocol.home.FacetHome;
import java.util.List;
import javafx.application.Application;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program {@code facet}: the window where there is a display, the command line for everything else. */
public final class FacetMain {
    private FacetMain() {}

    public static void main(String[] arguments) {
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
        try {
            Application.launch(DesktopApp.class, arguments);
            return 0;
        } catch (RuntimeException | LinkageError e) {
            // A display that is named but cannot be used, or libraries that a window needs.
            LoggerFactory.getLogger(FacetMain.class).warn("The window cannot open", e);
            System.err.println("facet: [no-display] The window cannot open here; the sample runs without one.");
            return FacetCommand.run();
        }
    }
}
