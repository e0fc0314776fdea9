package io.facet.app.launch;

import io.facet.app.cli.FacetCommand;
import io.facet.protocol.home.FacetHome;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program {@code facet}. */
public final class FacetMain {
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
        System.exit(FacetCommand.run(arguments));
    }
}
