package io.facet.agent;

import io.facet.protocol.SoftwareVersion;
import picocli.CommandLine;

/** What {@code --version} prints. */
final class AgentVersion implements CommandLine.IVersionProvider {
    static String text() {
        return SoftwareVersion.text();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"facet-agent " + text(), "Java " + Runtime.version()};
    }
}
