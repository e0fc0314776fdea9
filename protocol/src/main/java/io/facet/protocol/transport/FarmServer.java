package io.facet.protocol.transport;

import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.wire.FarmGrpc;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The master's end of the wire: TLS 1.3 with the master's own certificate, credentials checked before messages are
 * parsed, every size limited. Handlers run on virtual threads, so they may block. Thread-safe; closed by its maker.
 */
public final class FarmServer implements AutoCloseable {
    private final Server server;
    private final int port;
    private final @Nullable Listening listening;
    private final Connections connections;

    private FarmServer(Server server, @Nullable Listening listening, Connections connections) {
        this.server = server;
        this.port = server.getPort();
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Listens on {@code address}; port 0 takes a free one.
     *
     * @throws ProtocolException PORT_IN_USE or BIND_FAILED
     */
    public static FarmServer listen(
            InetSocketAddress address,
            MasterIdentity identity,
            CallIdentity.Authenticator authenticator,
            FarmGrpc.FarmImplBase service) {
        Listening listening = new Listening();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .channelFactory(listening::newChannel)
                .bossEventLoopGroup(listening.accepting())
                .workerEventLoopGroup(listening.working())
                .sslContext(tls(identity))
                .flowControlWindow(1 << 20)
                .maxInboundMetadataSize(Limits.METADATA_BYTES)
                .maxConcurrentCallsPerConnection(256)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .keepAliveTime(Limits.LATE_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(Limits.LATE_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        try {
            return start(builder, listening, authenticator, service);
        } catch (IOException e) {
            listening.close();
            throw cannotBind(address, e);
        }
    }

    /** Serves {@code name} inside this process, without TLS: for tests. */
    public static FarmServer inProcess(
            String name, CallIdentity.Authenticator authenticator, FarmGrpc.FarmImplBase service) {
        try {
            return start(InProcessServerBuilder.forName(name), null, authenticator, service);
        } catch (IOException e) {
            throw new IllegalStateException("the name " + name + " is taken", e);
        }
    }

    private static FarmServer start(
            ServerBuilder<?> builder,
            @Nullable Listening listening,
            CallIdentity.Authenticator authenticator,
            FarmGrpc.FarmImplBase service)
            throws IOException {
        // Never shut down: gRPC tells its calls their end through it, and threads that do not exist hold nothing.
        Executor handlers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("farm-call-", 0).factory());
        Connections connections = new Connections();
        Server server = builder.executor(handlers)
                .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                .addTransportFilter(connections)
                .intercept(CallIdentity.check(authenticator))
                .addService(service)
                .build()
                .start();
        return new FarmServer(server, listening, connections);
    }

    private static SslContext tls(MasterIdentity identity) {
        try {
            return GrpcSslContexts.configure(
                            SslContextBuilder.forServer(identity.key(), identity.certificate()), SslProvider.JDK)
                    .protocols("TLSv1.3")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }

    private static ProtocolException cannotBind(InetSocketAddress address, IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException && String.valueOf(t.getMessage()).contains("in use")) {
                return new ProtocolException(
                        ProtocolException.Code.PORT_IN_USE,
                        "Port %d on %s is in use. Choose another with --port, or --port 0 for any free one."
                                .formatted(address.getPort(), address.getHostString()),
                        failure);
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new ProtocolException(
                ProtocolException.Code.BIND_FAILED,
                "Cannot listen on %s port %d (%s). Give --bind an address of this computer, or 0.0.0.0 for all of them."
                        .formatted(address.getHostString(), address.getPort(), cause.getMessage()),
                failure);
    }

    /** The port that is or was listened on. */
    public int port() {
        return port;
    }

    /**
     * Frees the port. Those who are connected stay, and their calls go on, new ones too. Waits until the port is free.
     */
    public void stopListening() {
        if (listening != null) {
            listening.stop();
        }
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.open();
    }

    /** Ends all calls, those that do not end by themselves after two seconds by force. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (listening != null) {
            listening.close();
        }
    }
}
