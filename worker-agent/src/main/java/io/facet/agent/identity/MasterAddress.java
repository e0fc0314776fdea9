package io.facet.agent.identity;

import io.facet.protocol.ProtocolException;
import java.util.Set;

/**
 * Where a master listens.
 *
 * @param host name or IP literal, without brackets
 * @param port 1 to 65535
 */
public record MasterAddress(String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    /**
     * Reads {@code HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws ProtocolException ADDRESS_INVALID
     */
    public static MasterAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, Math.max(colon, 0));
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            } else if (host.contains(":")) {
                throw new NumberFormatException("an IPv6 address without brackets");
            }
            if (!host.isBlank() && port > 0 && port <= 65_535) {
                return new MasterAddress(host, port);
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new ProtocolException(
                ProtocolException.Code.ADDRESS_INVALID,
                "\"%s\" is no address of a master. Give HOST:PORT, for example 192.168.1.20:5555.".formatted(text));
    }

    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
