package io.facet.agent.identity;

import com.google.protobuf.ByteString;
import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Credential;
import io.facet.protocol.wire.EnrolRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Turns join codes into memberships. Not thread-safe. */
public final class Joining {
    private static final int TIMEOUT_SECONDS = 10;

    private final FacetHome home;
    private final EnrolRequest request;

    /**
     * Joins as an agent of that name.
     *
     * @param home the account's folders, in which a master of the same account may announce itself
     */
    public Joining(FacetHome home, int protocolVersion, String softwareVersion, String agentName, String host) {
        this.home = home;
        this.request = EnrolRequest.newBuilder()
                .setProtocolVersion(protocolVersion)
                .setSoftwareVersion(softwareVersion)
                .setAgentName(Limits.cut(agentName, Limits.NAME_CHARS))
                .setHost(Limits.cut(host, Limits.NAME_CHARS))
                .build();
    }

    /**
     * Enrols at the first address of the code that answers.
     *
     * @throws ProtocolException with the master's refusal, or MASTER_UNREACHABLE if none answers
     */
    public Membership enrol(JoinCode code) {
        ProtocolException last = null;
        for (String host : code.addresses()) {
            MasterAddress address = new MasterAddress(host, code.port());
            try {
                return enrolAt(address, code);
            } catch (ProtocolException e) {
                // Another program may use that address in this network: the pinned certificate tells, go on.
                if (e.code() != ProtocolException.Code.MASTER_UNREACHABLE
                        && e.code() != ProtocolException.Code.CERTIFICATE_MISMATCH) {
                    throw e;
                }
                last = e;
            }
        }
        throw last == null
                ? new ProtocolException(ProtocolException.Code.JOIN_CODE_INVALID, "The join code holds no address.")
                : last;
    }

    /** The master of this account that listens on the address's port, if there is one. */
    public Optional<RunningMaster> runningAt(MasterAddress address) {
        try {
            return RunningMaster.all(home).stream()
                    .filter(m -> m.port() == address.port())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Enrols with a master of this account. */
    public Membership enrolWith(RunningMaster master, MasterAddress address) {
        return enrolAt(
                address,
                new JoinCode(List.of(address.host()), master.port(), master.fingerprint(), master.localToken()));
    }

    private Membership enrolAt(MasterAddress address, JoinCode code) {
        try (FarmConnection connection = FarmConnection.to(address.host(), address.port(), code.fingerprint())) {
            Credential credential = connection
                    .anonymous()
                    .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .enrol(request.toBuilder()
                            .setToken(ByteString.copyFrom(code.token().bytes()))
                            .build());
            return new Membership(name(credential), addresses(code), code.fingerprint(), checked(credential, address))
                    .preferring(address);
        } catch (StatusRuntimeException e) {
            throw Refusal.explain(e, address.toString());
        }
    }

    /** The addresses in the code. */
    public static List<MasterAddress> addresses(JoinCode code) {
        return code.addresses().stream()
                .map(host -> new MasterAddress(host, code.port()))
                .toList();
    }

    /** Fit for a terminal, whatever the master calls itself. */
    private static String name(Credential credential) {
        return Limits.cut(credential.getMasterName().replaceAll("\\p{C}", "?"), Limits.NAME_CHARS);
    }

    private static AgentCredential checked(Credential credential, MasterAddress address) {
        if (!credential.getAgentId().matches("[!-~]{1,200}")
                || credential.getSecret().size() != Secret.BYTES) {
            throw new ProtocolException(
                    ProtocolException.Code.MESSAGE_INVALID,
                    "The program at %s gave no valid credential: it is no Facet master of this version."
                            .formatted(address));
        }
        return new AgentCredential(
                credential.getAgentId(), Secret.of(credential.getSecret().toByteArray()));
    }
}
