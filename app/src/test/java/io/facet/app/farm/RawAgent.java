package io.facet.app.farm;

import io.facet.agent.identity.Membership;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Slot;
import io.facet.protocol.wire.Telemetry;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An agent that says whatever a test wants. Closed by its maker. */
final class RawAgent implements AutoCloseable {
    final List<MasterMessage> heard = new CopyOnWriteArrayList<>();
    private final FarmConnection connection;
    private final Membership membership;
    private final StreamObserver<AgentMessage> out;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;

    RawAgent(Membership membership) {
        this.membership = membership;
        connection =
                FarmConnection.to("127.0.0.1", membership.addresses().getFirst().port(), membership.fingerprint());
        out = connection.as(membership.credential()).work(new StreamObserver<>() {
            @Override
            public void onNext(MasterMessage message) {
                heard.add(message);
            }

            @Override
            public void onError(Throwable broken) {
                failure = broken;
                over = true;
            }

            @Override
            public void onCompleted() {
                over = true;
            }
        });
    }

    /** Says Hello with so many slots and waits for the welcome. */
    RawAgent greet(int slots) {
        Hello.Builder hello = Hello.newBuilder().setProtocolVersion(1).setAgentName("raw");
        for (int i = 0; i < slots; i++) {
            hello.addSlots(Slot.newBuilder().setId("s-" + i).setDeviceClass("cpu"));
        }
        send(AgentMessage.newBuilder().setHello(hello));
        Await.until("the welcome", () -> heard.stream().anyMatch(MasterMessage::hasWelcome));
        return this;
    }

    /** Waits for the run and asks for images of it. */
    RawAgent ask(int credits) {
        Await.until("the run", () -> heard.stream().anyMatch(MasterMessage::hasRun));
        send(AgentMessage.newBuilder()
                .setDemand(Demand.newBuilder().setRunId(runId()).setCredits(credits)));
        return this;
    }

    /** Says that it is there and works on its leases, until it is closed. */
    RawAgent stayAlive() {
        Thread.ofVirtual().start(() -> {
            while (!over) {
                send(AgentMessage.newBuilder()
                        .setTelemetry(Telemetry.newBuilder()
                                .addAllHeldLeases(leases().stream()
                                        .map(Lease::getLeaseId)
                                        .toList())));
                LockSupport.parkNanos(500_000_000);
            }
        });
        return this;
    }

    String runId() {
        return heard.stream()
                .filter(MasterMessage::hasRun)
                .findFirst()
                .orElseThrow()
                .getRun()
                .getRunId();
    }

    List<Lease> leases() {
        return heard.stream()
                .flatMap(m -> m.getLeases().getLeasesList().stream())
                .toList();
    }

    List<Long> acknowledged() {
        return heard.stream()
                .flatMap(m -> m.getAck().getLeaseIdsList().stream())
                .toList();
    }

    void send(AgentMessage.Builder message) {
        synchronized (out) {
            if (!over) {
                out.onNext(message.build());
            }
        }
    }

    /** The bytes of what is fetched, as text. */
    String fetch(FetchRequest.Builder request) {
        Iterator<Chunk> chunks = connection
                .blockingAs(membership.credential())
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .fetch(request.build());
        StringBuilder text = new StringBuilder();
        chunks.forEachRemaining(chunk -> text.append(chunk.getData().toStringUtf8()));
        return text.toString();
    }

    boolean isOver() {
        return over;
    }

    /** What the master ended the stream with; empty if in order. */
    String refusal() {
        Await.until("the master ends the stream", () -> over);
        Throwable why = failure;
        return why == null ? "" : Refusal.explain(why, "here").code().name();
    }

    /** Is gone without a goodbye. */
    void vanish() {
        over = true;
        connection.close();
    }

    @Override
    public void close() {
        vanish();
    }
}
