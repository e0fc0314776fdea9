package io.facet.app.ui.join;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An address to listen on.
 *
 * @param name of the network, for people
 */
public record NetworkChoice(String address, String name) {
    /** Every network there is, and those to come. */
    public static final String EVERYWHERE = "0.0.0.0";

    /** No network. */
    public static final String THIS_COMPUTER = "127.0.0.1";

    private static final List<String> VIRTUAL = List.of("docker", "veth", "br-", "virbr", "vbox", "vmnet", "virtual");

    /** {@code 192.168.1.20 · eth0}. */
    public String text() {
        return address.equals(EVERYWHERE) || address.equals(THIS_COMPUTER) ? name : address + " · " + name;
    }

    /** The networks of this computer: private ones of real adapters first. Asks the system, which may take a moment. */
    public static List<NetworkChoice> ofThisComputer() {
        List<NetworkInterface> adapters = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces().filter(NetworkChoice::isUp).forEach(adapters::add);
        } catch (SocketException e) {
            return List.of();
        }
        adapters.sort(Comparator.comparing(NetworkChoice::isVirtual));
        return adapters.stream().flatMap(NetworkChoice::addresses).toList();
    }

    private static Stream<NetworkChoice> addresses(NetworkInterface adapter) {
        return adapter.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .filter(a -> !a.isLinkLocalAddress() && !a.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> new NetworkChoice(address, adapter.getDisplayName()));
    }

    private static boolean isUp(NetworkInterface adapter) {
        try {
            return adapter.isUp() && !adapter.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isVirtual(NetworkInterface adapter) {
        String name = (adapter.getName() + " " + adapter.getDisplayName()).toLowerCase(Locale.ROOT);
        return VIRTUAL.stream().anyMatch(name::contains);
    }
}
