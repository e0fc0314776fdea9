package io.facet.agent.testing;

import com.google.protobuf.ByteString;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.FarmServer;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.Credential;
import io.facet.protocol.wire.EnrolRequest;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.LeaseBatch;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.Welcome;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A master that says what a test wants, over real TLS on loopback. Thread-safe; closed by its maker. */
public final class ScriptedMaster implements AutoCloseable {
    public static final MasterMessage WELCOME = MasterMessage.newBuilder()
            .setWelcome(Welcome.newBuilder().setProtocolVersion(1).setMasterSession("s"))
            .build();

    /** The Work streams that agents have opened, in their order. */
    public final List<Talk> talks = new CopyOnWriteArrayList<>();

    /** Called for each message of an agent. */
    public volatile BiConsumer<Talk, AgentMessage> script = ScriptedMaster::welcome;

    /** Answers Fetch. */
    public volatile BiConsumer<FetchRequest, StreamObserver<Chunk>> content = (request, out) -> out.onCompleted();

    /** Answers Enrol. */
    public volatile Function<EnrolRequest, Credential> enrol = request -> credential("scripted");

    /** Whether the credential is good. */
    public volatile boolean knowsAgent = true;

    /** Whether a goodbye is answered by the end of the stream. */
    public volatile boolean answersGoodbye = true;

    private final MasterIdentity identity;
    private final AgentCredential credential;
    private final FarmServer server;
    private final int port;

    public ScriptedMaster() {
        this(MasterIdentity.create(), 0);
    }

    public ScriptedMaster(MasterIdentity identity, int port) {
        this(identity, port, new AgentCredential("a-000000000001", Secret.random()));
    }

    /** The master that comes after another, which knows the same agent. */
    public ScriptedMaster(MasterIdentity identity, int port, Membership agent) {
        this(identity, port, agent.credential());
    }

    private ScriptedMaster(MasterIdentity identity, int port, AgentCredential credential) {
        this.credential = credential;
        this.identity = identity;
        this.server = FarmServer.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), identity, c -> knowsAgent, new Calls());
        this.port = server.port();
    }

    /** Welcomes whoever says Hello. */
    public static void welcome(Talk talk, AgentMessage message) {
        if (message.hasHello()) {
            talk.send(WELCOME);
        }
    }

    /** A message that lends images. */
    public static MasterMessage leases(String runId, Lease... leases) {
        return MasterMessage.newBuilder()
                .setLeases(LeaseBatch.newBuilder().setRunId(runId).addAllLeases(List.of(leases)))
                .build();
    }

    public static MasterMessage run(RunSpec spec) {
        return MasterMessage.newBuilder().setRun(spec).build();
    }

    /** The credential of the agent that this master knows. */
    public Credential credential(String masterName) {
        return Credential.newBuilder()
                .setAgentId(credential.agentId())
                .setSecret(ByteString.copyFrom(credential.secret().bytes()))
                .setMasterName(masterName)
                .build();
    }

    public MasterAddress address() {
        return new MasterAddress("127.0.0.1", port);
    }

    public MasterIdentity identity() {
        return identity;
    }

    /** An agent that this master knows. */
    public Membership membership() {
        return new Membership("scripted", List.of(address()), identity.fingerprint(), credential);
    }

    /** The stream that was opened last; waits for the first. */
    public Talk talk() {
        Await.until("an agent connects", () -> !talks.isEmpty());
        return talks.getLast();
    }

    @Override
    public void close() {
        talks.forEach(Talk::end);
        server.close();
    }

    private final class Calls extends FarmGrpc.FarmImplBase {
        @Override
        public StreamObserver<AgentMessage> work(StreamObserver<MasterMessage> out) {
            Talk talk = new Talk(out);
            talks.add(talk);
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {
                    talk.heard.add(message);
                    script.accept(talk, message);
                }

                @Override
                public void onError(Throwable broken) {
                    talk.over = true;
                }

                @Override
                public void onCompleted() {
                    talk.goodbye = true;
                    if (answersGoodbye) {
                        talk.end();
                    }
                }
            };
        }

        @Override
        public void enrol(EnrolRequest request, StreamObserver<Credential> out) {
            try {
                out.onNext(enrol.apply(request));
                out.onCompleted();
            } catch (StatusRuntimeException e) {
                out.onError(e);
            }
        }

        @Override
        public void fetch(FetchRequest request, StreamObserver<Chunk> out) {
            content.accept(request, out);
        }
    }

    /** One agent's stream. */
    public static final class Talk {
        public final List<AgentMessage> heard = new CopyOnWriteArrayList<>();
        public volatile boolean goodbye;
        public volatile boolean over;
        private final StreamObserver<MasterMessage> out;

        Talk(StreamObserver<MasterMessage> out) {
            this.out = out;
        }

        public synchronized void send(MasterMessage message) {
            if (!over) {
                out.onNext(message);
            }
        }

        /** Ends the stream in order, if it has not ended. */
        public synchronized void end() {
            if (!over) {
                over = true;
                out.onCompleted();
            }
        }
    }
}
