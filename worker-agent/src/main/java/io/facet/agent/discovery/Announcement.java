package io.facet.agent.discovery;

import io.facet.protocol.discovery.WaitingAgent;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the network by multicast DNS that an agent waits here for a join code, until it is closed. Thread-safe; closed by
 * its maker.
 */
public final class Announcement implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final List<JmDNS> announcing;

    private Announcement(List<JmDNS> announcing) {
        this.announcing = announcing;
    }

    /** Announces the agent on these addresses of this computer. Where that is not possible, the log says why. */
    public static Announcement begin(WaitingAgent agent, List<InetAddress> addresses) {
        List<JmDNS> announcing = new ArrayList<>();
        for (InetAddress address : addresses) {
            try {
                JmDNS dns = JmDNS.create(address, agent.host());
                announcing.add(dns);
                dns.registerService(ServiceInfo.create(
                        WaitingAgent.SERVICE, agent.name(), WaitingAgent.NO_PORT, 0, 0, agent.properties()));
            } catch (IOException e) {
                LOG.warn("This agent cannot be announced on {}: {}", address.getHostAddress(), e.getMessage());
            }
        }
        return new Announcement(List.copyOf(announcing));
    }

    /** The IPv4 addresses of this computer on networks with others. */
    public static List<InetAddress> networks() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Announcement::reachesOthers)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .toList();
        } catch (SocketException e) {
            LOG.warn("The networks of this computer cannot be listed: {}", e.getMessage());
            return List.of();
        }
    }

    private static boolean reachesOthers(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && network.supportsMulticast();
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (JmDNS dns : announcing) {
            try {
                dns.close();
            } catch (IOException e) {
                LOG.debug("Ending the announcement", e);
            }
        }
    }
}
