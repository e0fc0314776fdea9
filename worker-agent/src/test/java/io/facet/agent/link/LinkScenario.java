package io.facet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.identity.Membership;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.KeepAlive;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.Telemetry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A link to a scripted master, and what becomes of it. */
abstract class LinkScenario {
    static final Duration PATIENCE = Duration.ofMillis(800);
    static final Duration ASK_AGAIN = Duration.ofMillis(400);
    static final AgentMessage TELEMETRY = AgentMessage.newBuilder()
            .setTelemetry(Telemetry.newBuilder().setState("idle"))
            .build();
    static final MasterMessage KEEP_ALIVE = MasterMessage.newBuilder()
            .setKeepAlive(KeepAlive.getDefaultInstance())
            .build();

    final ScriptedMaster master = new ScriptedMaster();
    final RecordingListener listener = new RecordingListener();
    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Nullable
    MasterLink link;

    MasterLink start(Membership membership, Duration patience) {
        MasterLink started = new MasterLink(membership, Hello::getDefaultInstance, listener, patience, ASK_AGAIN);
        link = started;
        Thread.ofPlatform().name("link").start(() -> {
            try {
                started.run();
                end.complete(null);
            } catch (RuntimeException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return started;
    }

    MasterLink start() {
        return start(master.membership(), Duration.ofSeconds(20));
    }

    void endsWith(Code code, String words) {
        assertThatThrownBy(() -> end.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(ProtocolException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(words);
                });
    }

    @AfterEach
    void close() throws Exception {
        if (link != null) {
            link.stop();
        }
        master.close();
        if (link != null && !end.isCompletedExceptionally()) {
            end.get(20, TimeUnit.SECONDS);
        }
        assertThat(listener.offences()).isEmpty();
    }
}
