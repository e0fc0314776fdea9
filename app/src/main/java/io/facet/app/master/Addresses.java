package io.facet.app.master;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Under which addresses other computers reach this one. */
public final class Addresses {
    private static final int MOST = 8;

    private Addresses() {}

    /**
     * The addresses to put into a join code: the address that is bound, or for a wildcard those of all interfaces that
     * are up, IPv4 first and private ones before public ones. Loopback if there is nothing else.
     */
    public static List<String> reachable(String bind) {
        try {
            InetAddress bound = InetAddress.getByName(bind);
            if (!bound.isAnyLocalAddress()) {
                return List.of(bound.getHostAddress());
            }
            List<String> found = NetworkInterface.networkInterfaces()
                    .filter(Addresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress() && !a.isMulticastAddress())
                    .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                    .map(InetAddress::getHostAddress)
                    .limit(MOST)
                    .toList();
            return found.isEmpty() ? List.of("127.0.0.1") : found;
        } catch (UnknownHostException | SocketException e) {
            return Stream.of(bind).toList();
        }
    }

    /** Whether other computers reach a program that listens on that address. */
    public static boolean reachableFromOthers(String bind) {
        try {
            return !InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The IPv4 addresses of this computer on networks with others, as far as a program that listens on {@code bind} is there. */
    public static List<InetAddress> networks(String bind) {
        try {
            InetAddress bound = InetAddress.getByName(bind);
            if (bound.isLoopbackAddress()) {
                return List.of();
            }
            if (!bound.isAnyLocalAddress()) {
                return List.of(bound);
            }
            return NetworkInterface.networkInterfaces()
                    .filter(Addresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .limit(MOST)
                    .toList();
        } catch (UnknownHostException | SocketException e) {
            return List.of();
        }
    }

    /** Under which address programs of this computer reach one that listens on that address. */
    public static String onThisComputer(String bind) {
        try {
            InetAddress bound = InetAddress.getByName(bind);
            return bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    private static int rank(InetAddress address) {
        return (address instanceof Inet4Address ? 0 : 2) + (address.isSiteLocalAddress() ? 0 : 1);
    }
}
