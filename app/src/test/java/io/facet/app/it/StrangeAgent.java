package io.facet.app.it;

import com.google.protobuf.ByteString;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.EnrolRequest;
import io.grpc.StatusRuntimeException;

/** An agent of another time. */
final class StrangeAgent {
    private StrangeAgent() {}

    /** Tries to enrol, and returns what the master says to that. */
    static String enrol(String joinCode, int protocolVersion) {
        JoinCode code = JoinCode.parse(joinCode);
        String host = code.addresses().getFirst();
        try (FarmConnection connection = FarmConnection.to(host, code.port(), code.fingerprint())) {
            connection
                    .anonymous()
                    .enrol(EnrolRequest.newBuilder()
                            .setProtocolVersion(protocolVersion)
                            .setSoftwareVersion("9.9")
                            .setToken(ByteString.copyFrom(code.token().bytes()))
                            .build());
            return "admitted";
        } catch (StatusRuntimeException e) {
            return Refusal.explain(e, host).getMessage();
        }
    }
}
