package io.facet.agent.link;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.Refusal;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.function.Consumer;

/**
 * Notices on calls beside the Work stream that the master does not know this agent any more: it checks the credential of
 * each call, and the stream was opened before. Thread-safe.
 */
final class RevocationWatch implements ClientInterceptor {
    private final Consumer<ProtocolException> onRevoked;

    RevocationWatch(Consumer<ProtocolException> onRevoked) {
        this.onRevoked = onRevoked;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                look(status, trailers);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private void look(Status status, Metadata trailers) {
        if (status.getCode() == Status.Code.UNAUTHENTICATED) {
            ProtocolException why = Refusal.explain(status.asRuntimeException(trailers), "the master");
            if (why.code() == ProtocolException.Code.AGENT_REVOKED) {
                onRevoked.accept(why);
            }
        }
    }
}
