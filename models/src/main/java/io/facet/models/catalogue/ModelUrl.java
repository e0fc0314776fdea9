package io.facet.models.catalogue;

import io.facet.models.yaml.YamlProblem;
import io.facet.models.yaml.YamlScalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses model files may come from: https anywhere, http only from this computer itself. */
public final class ModelUrl {
    private static final int LONGEST = 2000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ModelUrl() {}

    /** Whether Facet would fetch from there; also asked for every redirect. */
    public static boolean allowed(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return false;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && isLoopback(host));
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    static String check(YamlScalar scalar) {
        String text = scalar.text(LONGEST);
        try {
            if (allowed(new URI(text))) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(scalar);
        }
        throw notAnAddress(scalar);
    }

    private static YamlProblem notAnAddress(YamlScalar scalar) {
        return scalar.problem("must be a complete https:// address without a user name (http:// only for 127.0.0.1)");
    }
}
