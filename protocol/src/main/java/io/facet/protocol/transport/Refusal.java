package io.facet.protocol.transport;

import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.PinnedTrust;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Carries a {@link ProtocolException} through a gRPC status: the code as a trailer, the sentence as description. */
public final class Refusal {
    private static final Metadata.Key<String> CODE = Metadata.Key.of("facet-code", Metadata.ASCII_STRING_MARSHALLER);

    private Refusal() {}

    /** What a service throws or passes to onError so that the caller gets {@code code} and {@code message}. */
    public static StatusRuntimeException of(ProtocolException.Code code, String message) {
        return status(code, message).asRuntimeException(trailers(code));
    }

    static void close(ServerCall<?, ?> call, ProtocolException.Code code, String message) {
        call.close(status(code, message), trailers(code));
    }

    /** What a failed call means for the user of the calling side. */
    public static ProtocolException explain(Throwable failure, String address) {
        if (failure instanceof ProtocolException known) {
            return known;
        }
        if (PinnedTrust.isMismatch(failure)) {
            return new ProtocolException(
                    ProtocolException.Code.CERTIFICATE_MISMATCH,
                    "The program at %s is not the master that invited this agent: its certificate is another one. If the master was set up anew, get a new join code from it."
                            .formatted(address),
                    failure);
        }
        ProtocolException.Code code = code(Status.trailersFromThrowable(failure));
        Status status = Status.fromThrowable(failure);
        String description = status.getDescription();
        if (code != null) {
            return new ProtocolException(code, description == null ? "The master refused." : description, failure);
        }
        return new ProtocolException(
                ProtocolException.Code.MASTER_UNREACHABLE,
                "No master answers at %s (%s). Check that it runs, the address and the port, and that its firewall lets this computer in."
                        .formatted(address, reason(status, failure)),
                failure);
    }

    private static Status status(ProtocolException.Code code, String message) {
        Status base = switch (code) {
            case AGENT_REVOKED, JOIN_REFUSED, JOIN_CODE_INVALID, JOIN_NEEDED -> Status.UNAUTHENTICATED;
            case MESSAGE_INVALID -> Status.INVALID_ARGUMENT;
            case CONTENT_REFUSED -> Status.PERMISSION_DENIED;
            case CONTENT_UNREADABLE -> Status.NOT_FOUND;
            case CONTENT_CHANGED -> Status.DATA_LOSS;
            default -> Status.FAILED_PRECONDITION;
        };
        return base.withDescription(Limits.cut(message));
    }

    private static Metadata trailers(ProtocolException.Code code) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, code.name());
        return trailers;
    }

    private static ProtocolException.@Nullable Code code(@Nullable Metadata trailers) {
        String name = trailers == null ? null : trailers.get(CODE);
        return Arrays.stream(ProtocolException.Code.values())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The innermost cause says what the user can use: "Connection refused", "UnknownHostException: lab-pc". */
    private static String reason(Status status, Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; depth < 16 && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        if (innermost == failure || message == null || message.isBlank()) {
            return status.getCode().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
        return innermost instanceof java.net.UnknownHostException ? "unknown host " + message : message;
    }
}
