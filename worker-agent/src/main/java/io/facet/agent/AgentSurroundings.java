package io.facet.agent;

import io.facet.models.runtime.ProbeProcess;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.NativeCache;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What an agent needs around it before anything else is loaded: its log, and a folder for native libraries. */
final class AgentSurroundings implements AutoCloseable {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(90);

    private final NativeCache natives;

    private AgentSurroundings(NativeCache natives) {
        this.natives = natives;
    }

    static AgentSurroundings prepare(FacetHome home, String instance) {
        logTo(home, "agent-" + instance + ".log");
        return new AgentSurroundings(NativeCache.claim(home.cache()));
    }

    /** For commands that only log: to a file of that name, before anything asks for a logger. */
    static void quietLog(String file) {
        logTo(FacetHome.ofThisAccount(), file);
    }

    private static void logTo(FacetHome home, String file) {
        System.setProperty("facet.log", home.logs().resolve(file).toString());
        System.setProperty("logback.configurationFile", "io/facet/agent/logback.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Tries GPUs in a process like this one. */
    static ProbeProcess probe() {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        java.add("-cp");
        java.add(System.getProperty("java.class.path"));
        return new ProbeProcess(java, PROBE_LIMIT);
    }

    @Override
    public void close() {
        natives.close();
    }
}
