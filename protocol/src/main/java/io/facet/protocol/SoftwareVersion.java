package io.facet.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build of Facet, the same in all its programs. */
public final class SoftwareVersion {
    private SoftwareVersion() {}

    /** Such as {@code 1.4.0}. */
    public static String text() {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("this build lacks its version", e);
        }
    }
}
