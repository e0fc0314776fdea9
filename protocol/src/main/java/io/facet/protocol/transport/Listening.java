package io.facet.protocol.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The listening sockets of a server and the threads under it. gRPC's own way to stop listening turns away the new calls
 * of those who are connected too, so the sockets are kept here, to be closed alone. Thread-safe; closed by its maker.
 */
final class Listening implements AutoCloseable {
    private final EventLoopGroup accepting = loops("farm-accept", 1);
    /** 0: as many as Netty finds useful; a thread is started when it is first needed. */
    private final EventLoopGroup working = loops("farm-io", 0);

    private final Queue<ServerChannel> sockets = new ConcurrentLinkedQueue<>();

    private static EventLoopGroup loops(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    EventLoopGroup accepting() {
        return accepting;
    }

    EventLoopGroup working() {
        return working;
    }

    ServerChannel newChannel() {
        ServerChannel socket = new NioServerSocketChannel();
        sockets.add(socket);
        return socket;
    }

    /** Closes the sockets and waits until they are. Connections that they accepted stay. */
    void stop() {
        for (ServerChannel socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            socket.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
            awaitRelease();
        }
    }

    /**
     * Java gives a closed socket back to the system only when its selector runs again. What is scheduled is run one
     * round of the loop later at the earliest, and each round begins with the selector.
     */
    private void awaitRelease() {
        if (!accepting.isShuttingDown()) {
            accepting.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    /** To be called once the server has ended. */
    @Override
    public void close() {
        stop();
        var _ = accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        var _ = working.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
