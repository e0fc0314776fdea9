package io.facet.agent.identity;

import io.facet.protocol.ProtocolException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a master listens.
 *
 * @param host name or IP literal, without brackets
 * @param port 1 to 65535
 */
public record MasterAddress(String host, int port) {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|::1");
    /** Names, IPv4 and IPv6 with a zone; letters of all languages, but nothing that a list or a line ends at. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._:%-]{1,255}");

    private static final Pattern WRITTEN = Pattern.compile("(?:\\[(.+)]|([^:]+)):(\\d{1,5})");

    public MasterAddress {
        if (!HOST.matcher(host).matches() || port < 1 || port > 65_535) {
            throw invalid(host + ":" + port);
        }
    }

    /**
     * Reads {@code HOST:PORT}; an IPv6 address stands in brackets.
     *
     * @throws ProtocolException ADDRESS_INVALID
     */
    public static MasterAddress parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw invalid(text);
        }
        String host = written.group(1) == null ? written.group(2) : written.group(1);
        return new MasterAddress(String.valueOf(host), Integer.parseInt(written.group(3)));
    }

    private static ProtocolException invalid(String text) {
        return new ProtocolException(
                ProtocolException.Code.ADDRESS_INVALID,
                "\"%s\" is no address of a master. Give HOST:PORT, for example 192.168.1.20:5555.".formatted(text));
    }

    public boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
