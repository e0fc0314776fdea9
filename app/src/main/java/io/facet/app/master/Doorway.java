package io.facet.app.master;

import io.facet.app.master.join.IssuedCode;
import io.facet.app.master.local.LocalAgent;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.CallIdentity;
import io.facet.protocol.transport.FarmServer;
import io.facet.protocol.wire.FarmGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a master listens and how programs of this account find it. It can move while agents are connected: they stay
 * with the server that they came to, until it has no connection left. Thread-safe; closed by its maker.
 */
final class Doorway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

    private final FacetHome home;
    private final MasterIdentity identity;
    private final CallIdentity.Authenticator agents;
    private final FarmGrpc.FarmImplBase service;
    private final Secret localToken;
    private final ReentrantLock lock = new ReentrantLock();

    /** These three guarded by {@code lock}. */
    private final List<FarmServer> former = new ArrayList<>();

    private FarmServer server;
    private RunningMaster.@Nullable Announcement announcement;
    private volatile String bind;
    private volatile RunningMaster running;

    /**
     * Listens.
     *
     * @param localToken admits agents of this account
     * @throws ProtocolException PORT_IN_USE or BIND_FAILED
     */
    Doorway(
            FacetHome home,
            MasterIdentity identity,
            CallIdentity.Authenticator agents,
            FarmGrpc.FarmImplBase service,
            Secret localToken,
            String bind,
            int port) {
        this.home = home;
        this.identity = identity;
        this.agents = agents;
        this.service = service;
        this.localToken = localToken;
        this.bind = bind;
        this.server = listen(bind, port);
        this.running = describe(bind, server.port());
        announce();
    }

    private FarmServer listen(String host, int port) {
        return FarmServer.listen(new InetSocketAddress(host, port), identity, agents, service);
    }

    private RunningMaster describe(String host, int port) {
        return new RunningMaster(
                ProcessHandle.current().pid(), port, Addresses.reachable(host), identity.fingerprint(), localToken);
    }

    private void announce() {
        try {
            announcement = running.announce(home);
        } catch (IOException e) {
            LOG.warn("Agents of this account cannot find this master by themselves: {}", e.getMessage());
        }
    }

    String bind() {
        return bind;
    }

    int port() {
        return running.port();
    }

    /** What agents and commands of this account read. */
    RunningMaster running() {
        return running;
    }

    /** What others need to come here, under the addresses of now: this computer may have come to another network. */
    IssuedCode code(Instant expires, int uses, Secret token) {
        RunningMaster here = running;
        List<String> addresses = Addresses.reachable(bind);
        JoinCode code = new JoinCode(addresses, here.port(), here.fingerprint(), token);
        return new IssuedCode(code.encode(), expires, uses, addresses, here.port(), token.hash());
    }

    /** Where the agent of this computer connects. */
    LocalAgent.MasterAt fromThisComputer() {
        return new LocalAgent.MasterAt(Addresses.onThisComputer(bind), port());
    }

    /**
     * Listens there and no longer here. Those who are connected stay.
     *
     * @param port 0 takes a free one
     * @throws ProtocolException PORT_IN_USE or BIND_FAILED; it listens here then, as before
     */
    void move(String host, int port) {
        lock.lock();
        try {
            if (!host.equals(bind) || port != port()) {
                moveNow(host, port);
            }
        } finally {
            lock.unlock();
        }
    }

    private void moveNow(String host, int port) {
        FarmServer next = port == port() ? listenOnSamePort(host, port) : listen(host, port);
        leave(server);
        server = next;
        RunningMaster.Announcement old = port() == next.port() ? null : announcement;
        bind = host;
        running = describe(host, next.port());
        announce();
        close(old);
    }

    /** A wildcard and an address of this computer cannot share a port: the former must go before the next can come. */
    private FarmServer listenOnSamePort(String host, int port) {
        server.stopListening();
        try {
            return listen(host, port);
        } catch (ProtocolException e) {
            FarmServer back = listen(bind, port);
            leave(server);
            server = back;
            throw e;
        }
    }

    private void leave(FarmServer old) {
        old.stopListening();
        former.add(old);
    }

    /**
     * Frees what served those who were connected when it moved, once they are gone. To be called now and then; does not
     * wait.
     */
    void closeForsaken() {
        if (!lock.tryLock()) {
            return; // it is moving
        }
        try {
            for (FarmServer old : List.copyOf(former)) {
                if (old.connections() == 0) {
                    former.remove(old);
                    Thread.ofVirtual().name("facet-close-server").start(old::close);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(RunningMaster.@Nullable Announcement announcement) {
        try {
            if (announcement != null) {
                announcement.close();
            }
        } catch (IOException e) {
            LOG.warn("An announcement could not be taken back: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            close(announcement);
            announcement = null;
            former.forEach(FarmServer::close);
            former.clear();
            server.close();
        } finally {
            lock.unlock();
        }
    }
}
