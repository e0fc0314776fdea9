package io.facet.app.master.discovery;

import io.facet.protocol.discovery.WaitingAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for agents by multicast DNS, on the addresses that it is given and on none before that. Only asks and listens:
 * it announces nothing. Thread-safe; closed by its maker.
 */
public final class MdnsDiscovery implements Discovery, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MdnsDiscovery.class);
    /** A network may be full of announcements, honest or not. */
    private static final int MOST = 256;

    private final Clock clock;
    private final Map<String, DiscoveredPc> found = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("facet-discovery").daemon().factory());
    private volatile List<JmDNS> listening = List.of();
    private volatile boolean active;

    public MdnsDiscovery(Clock clock) {
        this.clock = clock;
    }

    /** Listens on these addresses of this computer from now on and on no others; on none if there are none. Returns at once. */
    public void listenOn(List<InetAddress> addresses) {
        active = !addresses.isEmpty();
        execute(() -> {
            closeAll();
            List<JmDNS> opened = new ArrayList<>();
            for (InetAddress address : addresses) {
                open(address, opened);
            }
            listening = List.copyOf(opened);
        });
    }

    private void open(InetAddress address, List<JmDNS> opened) {
        try {
            JmDNS dns = JmDNS.create(address, "facet-master");
            opened.add(dns);
            dns.addServiceListener(WaitingAgent.SERVICE, new Listener());
        } catch (IOException e) {
            LOG.warn("Agents on the network of {} are not looked for: {}", address.getHostAddress(), e.getMessage());
        }
    }

    private final class Listener implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            found.remove(event.getName());
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            ServiceInfo info = event.getInfo();
            if (found.size() < MOST || found.containsKey(event.getName())) {
                found.merge(event.getName(), pc(event.getName(), info), MdnsDiscovery::seenAgain);
            }
        }
    }

    private DiscoveredPc pc(String id, ServiceInfo info) {
        WaitingAgent agent = WaitingAgent.of(info::getPropertyString);
        return new DiscoveredPc(
                id,
                agent.name(),
                agent.host(),
                agent.os(),
                agent.version(),
                agent.cpuSlots(),
                agent.gpuSlots(),
                List.of(info.getHostAddresses()),
                clock.instant());
    }

    private static DiscoveredPc seenAgain(DiscoveredPc before, DiscoveredPc now) {
        List<String> addresses = Stream.concat(before.addresses().stream(), now.addresses().stream())
                .distinct()
                .toList();
        return new DiscoveredPc(
                now.id(),
                now.name(),
                now.host(),
                now.os(),
                now.version(),
                now.cpuSlots(),
                now.gpuSlots(),
                addresses,
                before.since());
    }

    @Override
    public List<DiscoveredPc> found() {
        return found.values().stream()
                .sorted(Comparator.comparing(DiscoveredPc::since))
                .toList();
    }

    @Override
    public void refresh() {
        execute(() -> {
            for (JmDNS dns : listening) {
                for (ServiceInfo info : dns.list(WaitingAgent.SERVICE)) {
                    found.merge(info.getName(), pc(info.getName(), info), MdnsDiscovery::seenAgain);
                }
            }
        });
    }

    @Override
    public boolean active() {
        return active;
    }

    private void execute(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The discovery is closed");
        }
    }

    private void closeAll() {
        for (JmDNS dns : listening) {
            try {
                dns.close();
            } catch (IOException e) {
                LOG.debug("Ending multicast DNS", e);
            }
        }
        listening = List.of();
        found.clear();
    }

    /** Ends it in the background: saying goodbye to a network takes seconds. */
    @Override
    public void close() {
        active = false;
        execute(this::closeAll);
        worker.shutdown();
    }
}
