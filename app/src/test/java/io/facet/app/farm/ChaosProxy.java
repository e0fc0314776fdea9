package io.facet.app.farm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad network between an agent and its master: one port that leads to another, until a test says otherwise. */
final class ChaosProxy implements AutoCloseable {
    /** How many bytes to pass on at a time, and when to cut instead. Called by several threads. */
    interface Wire {
        /** Bytes to pass on of {@code available}; 0 cuts the connection. */
        int next(int available);
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Wire wire = available -> available;
    private volatile CountDownLatch frozen = new CountDownLatch(0);
    private volatile int target;
    private volatile boolean refusing;

    /** Connections that were cut. */
    final AtomicInteger cuts = new AtomicInteger();

    ChaosProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void leadTo(int port) {
        target = port;
        refusing = false;
    }

    /** Passes bytes on one at a time. */
    void trickle() {
        wire = available -> 1;
    }

    /** Cuts connections at random bytes, so many times. */
    void cutAtRandom(int times, int meanBytes, long seed) {
        Random random = new Random(seed);
        wire = available -> {
            synchronized (random) {
                int n = 1 + random.nextInt(available);
                boolean cut = cuts.get() < times && random.nextInt(meanBytes) < n;
                return cut ? 0 : n;
            }
        };
    }

    /** Passes nothing on any more and cuts nothing: a cable that is pulled. */
    void freeze() {
        frozen = new CountDownLatch(1);
    }

    void thaw() {
        frozen.countDown();
    }

    /** Cuts every connection and lets no new one come. */
    void refuse() {
        refusing = true;
        open.forEach(ChaosProxy::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket agent = server.accept();
                if (refusing) {
                    agent.close();
                    continue;
                }
                open.add(agent);
                try {
                    Socket master = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(master);
                    agent.setTcpNoDelay(true);
                    master.setTcpNoDelay(true);
                    Thread.ofVirtual().start(() -> pump(agent, master));
                    Thread.ofVirtual().start(() -> pump(master, agent));
                } catch (IOException noMaster) {
                    close(agent);
                }
            }
        } catch (IOException e) {
            // the proxy is closed
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int sent = 0; sent < n; ) {
                    frozen.await();
                    int part = wire.next(n - sent);
                    if (part == 0) {
                        cuts.incrementAndGet();
                        return;
                    }
                    out.write(buffer, sent, part);
                    sent += part;
                }
            }
        } catch (IOException | InterruptedException e) {
            // cut from one side or by the test
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed either way
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        thaw();
        open.forEach(ChaosProxy::close);
    }
}
