package io.facet.app.master.farm;

import com.google.protobuf.ByteString;
import io.facet.app.master.join.Enrolment;
import io.facet.protocol.MessageCheck;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.transport.CallIdentity;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.Credential;
import io.facet.protocol.wire.EnrolRequest;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.MasterMessage;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.LongSupplier;

/** The calls of agents, checked and passed on to the {@link Farm}. Thread-safe. */
public final class FarmService extends FarmGrpc.FarmImplBase {
    private final MasterLoop loop;
    private final Farm farm;
    private final ContentService content;
    private final Enrolment enrolment;
    private final String masterName;
    private final LongSupplier nanoTime;

    public FarmService(
            MasterLoop loop,
            Farm farm,
            ContentService content,
            Enrolment enrolment,
            String masterName,
            LongSupplier nanoTime) {
        this.loop = loop;
        this.farm = farm;
        this.content = content;
        this.enrolment = enrolment;
        this.masterName = masterName;
        this.nanoTime = nanoTime;
    }

    @Override
    public void enrol(EnrolRequest request, StreamObserver<Credential> out) {
        try {
            MessageCheck.check(request);
            AgentCredential credential = enrolment.enrol(request);
            out.onNext(Credential.newBuilder()
                    .setAgentId(credential.agentId())
                    .setSecret(ByteString.copyFrom(credential.secret().bytes()))
                    .setMasterName(masterName)
                    .build());
            out.onCompleted();
        } catch (ProtocolException e) {
            out.onError(Refusal.of(e.code(), e.getMessage()));
        } catch (StatusRuntimeException e) {
            out.onError(e);
        }
    }

    @Override
    public void fetch(FetchRequest request, StreamObserver<Chunk> out) {
        try {
            MessageCheck.check(request);
            content.fetch(CallIdentity.caller(), request, (ServerCallStreamObserver<Chunk>) out);
        } catch (ProtocolException e) {
            out.onError(Refusal.of(e.code(), e.getMessage()));
        } catch (StatusRuntimeException e) {
            out.onError(e);
        }
    }

    @Override
    public StreamObserver<AgentMessage> work(StreamObserver<MasterMessage> out) {
        ServerCallStreamObserver<MasterMessage> call = (ServerCallStreamObserver<MasterMessage>) out;
        AgentSession session = new AgentSession(CallIdentity.caller(), CallIdentity.peer(), call, nanoTime.getAsLong());
        // One message at a time: the next is asked for when the loop is done with this one, so that a flood of an
        // agent stays in that agent's own connection.
        call.disableAutoRequest();
        call.setOnCancelHandler(() -> loop.execute(() -> farm.closed(session, true)));
        call.request(1);
        return new StreamObserver<>() {
            @Override
            public void onNext(AgentMessage message) {
                session.heard(nanoTime.getAsLong());
                try {
                    MessageCheck.check(message);
                } catch (ProtocolException e) {
                    loop.execute(() -> farm.misbehaved(session, e));
                    return;
                }
                loop.execute(() -> {
                    farm.received(session, message);
                    call.request(1);
                });
            }

            @Override
            public void onError(Throwable broken) {
                loop.execute(() -> farm.closed(session, true));
            }

            @Override
            public void onCompleted() {
                loop.execute(() -> farm.closed(session, false));
            }
        };
    }
}
