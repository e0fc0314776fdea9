package io.facet.agent;

import io.facet.models.runtime.ProbeProcess;
import io.facet.protocol.home.FacetHome;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What a command needs around it before anything else is loaded. */
final class AgentSurroundings {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(90);

    private AgentSurroundings() {}

    /** Sends the log to a file of that name. To be called before anything asks for a logger. */
    static void logTo(FacetHome home, String file) {
        System.setProperty("facet.log", home.logs().resolve(file).toString());
        System.setProperty("logback.configurationFile", "io/facet/agent/logback.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Tries GPUs in a process like this one. */
    static ProbeProcess probe() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Where an agent records its start, for a cache of start-up, its probe would write over the record.
            if (!option.startsWith("-XX:AOTMode=") && !option.startsWith("-XX:AOTConfiguration=")) {
                java.add(option);
            }
        }
        java.add("-cp");
        java.add(System.getProperty("java.class.path"));
        return new ProbeProcess(java, PROBE_LIMIT);
    }
}
