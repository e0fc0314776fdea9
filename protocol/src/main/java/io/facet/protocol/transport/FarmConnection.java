package io.facet.protocol.transport;

import io.facet.protocol.Limits;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.PinnedTrust;
import io.facet.protocol.wire.FarmGrpc;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * An agent's end of the wire: one TLS 1.3 connection to one master whose certificate is pinned. Connects at the first
 * call and does not retry by itself: the link above it decides that. Thread-safe; closed by its maker.
 */
public final class FarmConnection implements AutoCloseable {
    private final ManagedChannel channel;
    private final String address;

    private FarmConnection(ManagedChannel channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    /** A connection to the master that shows the certificate with {@code fingerprint}, and to no other. */
    public static FarmConnection to(String host, int port, Fingerprint fingerprint) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(host, port)
                .sslContext(tls(fingerprint))
                // The fingerprint is the whole identity; a proxy of the computer's web browser is not on this path.
                .proxyDetector(target -> null)
                .flowControlWindow(1 << 20)
                .keepAliveTime(Limits.LATE_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(Limits.LATE_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(Limits.MESSAGE_BYTES)
                .maxInboundMetadataSize(Limits.METADATA_BYTES)
                .disableRetry()
                .build();
        return new FarmConnection(channel, host + ":" + port);
    }

    /** A connection to {@link FarmServer#inProcess}: for tests. */
    public static FarmConnection inProcess(String name) {
        return new FarmConnection(
                InProcessChannelBuilder.forName(name)
                        .maxInboundMetadataSize(Limits.METADATA_BYTES)
                        .build(),
                name);
    }

    private static SslContext tls(Fingerprint fingerprint) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols("TLSv1.3")
                    .trustManager(new PinnedTrust(fingerprint))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }

    /** Where it leads, for messages. */
    public String address() {
        return address;
    }

    /** For enrolling: calls without a credential. */
    public FarmGrpc.FarmBlockingStub anonymous() {
        return FarmGrpc.newBlockingStub(channel);
    }

    /** For work: streaming calls that carry {@code credential}. */
    public FarmGrpc.FarmStub as(AgentCredential credential) {
        return FarmGrpc.newStub(ClientInterceptors.intercept(channel, CallIdentity.attach(credential)));
    }

    /** For fetching: calls that carry {@code credential} and block their thread. */
    public FarmGrpc.FarmBlockingStub blockingAs(AgentCredential credential) {
        return FarmGrpc.newBlockingStub(ClientInterceptors.intercept(channel, CallIdentity.attach(credential)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
