package io.facet.protocol.transport;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.wire.FarmGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.stub.MetadataUtils;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The credential on every call: attached by the agent, checked by the master in an interceptor, before any message of
 * the call is parsed. Enrol is the one call without.
 */
public final class CallIdentity {
    private static final Metadata.Key<String> AGENT_ID =
            Metadata.Key.of("facet-agent", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> SECRET =
            Metadata.Key.of("facet-secret-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Context.Key<String> CALLER = Context.key("facet-agent");
    private static final Context.Key<String> PEER = Context.key("facet-peer");

    private CallIdentity() {}

    /** Decides whether a credential is good. Must be thread-safe and compare in constant time. */
    @FunctionalInterface
    public interface Authenticator {
        boolean accepts(AgentCredential credential);
    }

    /** The enrolled agent that makes the current call. Only inside Work and Fetch. */
    public static String caller() {
        return CALLER.get();
    }

    /** Where the current call comes from, as host and port. Only inside Work and Fetch. */
    public static String peer() {
        return PEER.get();
    }

    static ClientInterceptor attach(AgentCredential credential) {
        Metadata headers = new Metadata();
        headers.put(AGENT_ID, credential.agentId());
        headers.put(SECRET, credential.secret().bytes());
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    static ServerInterceptor check(Authenticator authenticator) {
        return new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                if (call.getMethodDescriptor()
                        .getFullMethodName()
                        .equals(FarmGrpc.getEnrolMethod().getFullMethodName())) {
                    return next.startCall(call, headers);
                }
                AgentCredential credential = read(headers);
                if (credential == null || !authenticator.accepts(credential)) {
                    Refusal.close(
                            call,
                            ProtocolException.Code.AGENT_REVOKED,
                            "The master does not know this agent, or has revoked it. Join again with a new join code.");
                    return new ServerCall.Listener<>() {};
                }
                Context context = Context.current()
                        .withValue(CALLER, credential.agentId())
                        .withValue(PEER, peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
                return Contexts.interceptCall(context, call, headers, next);
            }
        };
    }

    private static String peer(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            String host = internet.getHostString();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + internet.getPort();
        }
        return address == null ? "" : address.toString();
    }

    private static @Nullable AgentCredential read(Metadata headers) {
        String id = headers.get(AGENT_ID);
        byte[] secret = headers.get(SECRET);
        return id == null || secret == null || secret.length != Secret.BYTES
                ? null
                : new AgentCredential(id, Secret.of(secret));
    }
}
