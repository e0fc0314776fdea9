package io.facet.app;

import io.facet.protocol.SoftwareVersion;
import picocli.CommandLine;

/** What {@code --version} prints. */
public final class AppVersion implements CommandLine.IVersionProvider {

    /** Such as {@code 1.4.0}. */
    public static String text() {
        return SoftwareVersion.text();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"facet " + text(), "Java " + Runtime.version()};
    }
}
