package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.farm.ContentService;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.farm.FarmService;
import io.facet.app.master.farm.MasterLoop;
import io.facet.app.master.join.AgentDirectory;
import io.facet.app.master.join.Enrolment;
import io.facet.app.master.join.JoinTokens;
import io.facet.app.master.output.Asked;
import io.facet.app.master.schedule.Policy;
import io.facet.app.master.watch.RunJournal;
import io.facet.protocol.ProtocolVersion;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.FarmServer;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Demand;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Slot;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on a computer that sleeps. */
@Timeout(60)
class WakeUpTest {
    private static final Duration SLEEP = Policy.STANDARD.lease().multipliedBy(10);

    private final AtomicLong now = new AtomicLong(1);
    private final BlockingQueue<MasterMessage> heard = new LinkedBlockingQueue<>();

    @Test
    void imagesUnderWorkWhenTheMasterFallsAsleepAreStillUnderWorkWhenItWakes(@TempDir Path folder) throws Exception {
        Path dataset = Files.createDirectories(folder.resolve("images"));
        Files.writeString(dataset.resolve("x.jpg"), "x");
        AgentDirectory agents = new AgentDirectory(folder.resolve("agents"), Clock.systemUTC());
        AgentCredential credential = agents.temporary();
        Farm farm = new Farm(ProtocolVersion.CURRENT, "1.0", "session", now::get, Clock.systemUTC(), agents::knows);
        ContentService content = new ContentService();
        try (MasterLoop loop = new MasterLoop();
                FarmServer _ = FarmServer.inProcess(
                        "wake-up",
                        agents,
                        new FarmService(loop, farm, content, enrolment(folder, agents), "lab", now::get));
                FarmConnection connection = FarmConnection.inProcess("wake-up")) {
            RunHandle run = RunHandle.start(
                    plan(dataset, folder.resolve("out.csv")),
                    loop,
                    farm,
                    content,
                    "1.0",
                    Asked.CLOCK,
                    now::get,
                    RunJournal.NONE);
            work(connection, credential);

            now.addAndGet(SLEEP.toNanos());
            while (run.snapshot().elapsed().compareTo(SLEEP) < 0) {
                Thread.onSpinWait(); // until the master is awake; bounded by the timeout of the class
            }

            assertThat(run.snapshot().running()).isEqualTo(1);
            assertThat(heard).noneMatch(MasterMessage::hasRevoke);
            run.stop();
            run.result().get(20, TimeUnit.SECONDS);
        }
    }

    private static Enrolment enrolment(Path folder, AgentDirectory agents) {
        return new Enrolment(
                new JoinTokens(folder.resolve("join"), Clock.systemUTC()),
                agents,
                Secret.random(),
                ProtocolVersion.CURRENT,
                "1.0",
                Clock.systemUTC());
    }

    private static RunPlan plan(Path dataset, Path csv) {
        return new RunPlan(
                dataset,
                Asked.of(csv).model(null).request(),
                "noop",
                List.of(),
                "fp32",
                0,
                0,
                new RunPlan.ImageLimits(1 << 20, 1 << 20));
    }

    /** Takes the image and says nothing more. */
    private void work(FarmConnection connection, AgentCredential credential) throws InterruptedException {
        StreamObserver<AgentMessage> out = connection.as(credential).work(new StreamObserver<>() {
            @Override
            public void onNext(MasterMessage message) {
                heard.add(message);
            }

            @Override
            public void onError(Throwable broken) {}

            @Override
            public void onCompleted() {}
        });
        out.onNext(AgentMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocolVersion(ProtocolVersion.CURRENT.newest())
                        .setAgentName("sleeper")
                        .addSlots(Slot.newBuilder().setId("cpu-0")))
                .build());
        String runId = await(MasterMessage.KindCase.RUN).getRun().getRunId();
        out.onNext(AgentMessage.newBuilder()
                .setDemand(Demand.newBuilder().setRunId(runId).setCredits(1))
                .build());
        await(MasterMessage.KindCase.LEASES);
    }

    private MasterMessage await(MasterMessage.KindCase kind) throws InterruptedException {
        while (true) {
            MasterMessage message = heard.poll(20, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            if (message.getKindCase() == kind) {
                return message;
            }
        }
    }
}
