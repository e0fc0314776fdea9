package io.facet.app.master.local;

import io.facet.app.UserException;
import io.facet.app.master.farm.AgentTrail;
import io.facet.app.master.farm.FarmActions;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of the one agent of this computer. Whichever program sits in it, it is the same agent to the farm: it has one
 * credential as long as the master lives. Thread-safe; closed by its maker.
 */
public final class LocalAgentHost implements FarmActions.LocalProgram, AutoCloseable {
    /** Is told what becomes of the agent. Must not call back into the host. */
    public interface Watcher {
        /** It is about to be started. */
        void starting(String agentId);

        /** It is about to be ended. */
        void ending(String agentId);

        /** It cannot be kept alive. */
        void hopeless(String agentId, UserException why);
    }

    private final AgentCredential credential;
    private final Fingerprint fingerprint;
    private final Supplier<LocalAgent.MasterAt> master;
    private final AgentTrail trail;
    private final Watcher watcher;
    /** Changed under the lock only. */
    private volatile @Nullable LocalAgent agent;

    /**
     * Nobody sits in it yet.
     *
     * @param trails what the master sees of the agent with an identifier
     */
    public LocalAgentHost(
            AgentCredential credential,
            Fingerprint fingerprint,
            Supplier<LocalAgent.MasterAt> master,
            Function<String, AgentTrail> trails,
            Watcher watcher) {
        this.credential = credential;
        this.fingerprint = fingerprint;
        this.master = master;
        this.trail = trails.apply(credential.agentId());
        this.watcher = watcher;
    }

    /** Starts the agent, in place of the one that runs. */
    public synchronized LocalAgent start(LocalAgent.Launch launch, Consumer<UserException> onHopeless) {
        stop();
        String id = credential.agentId();
        LocalAgent started =
                new LocalAgent(launch, master, fingerprint, credential, trail, () -> watcher.starting(id), why -> {
                    watcher.hopeless(id, why);
                    onHopeless.accept(why);
                });
        agent = started;
        return started;
    }

    /** Ends the agent, if there is one. */
    public synchronized void stop() {
        LocalAgent running = agent;
        if (running != null) {
            agent = null;
            running.noMore();
            watcher.ending(credential.agentId());
            running.close();
        }
    }

    @Override
    public void restart() {
        // Ending a process takes time, which the master's loop has not.
        Thread.ofVirtual().name("facet-restart").start(this::restartNow);
    }

    private synchronized void restartNow() {
        LocalAgent running = agent;
        if (running != null) {
            running.restart();
        }
    }

    @Override
    public void slots(int gpu, int cpu) {
        LocalAgent running = agent;
        if (running != null) {
            running.slots(gpu, cpu);
        }
    }

    /** The agent may open images in these folders when it is started again. Does not wait. */
    public void roots(List<Path> roots) {
        LocalAgent running = agent;
        if (running != null) {
            running.roots(roots);
        }
    }

    /** The identifier of the agent, whichever program it is. */
    public String agentId() {
        return credential.agentId();
    }

    /** Whether that is the agent of this computer. */
    public boolean is(String agentId) {
        return credential.agentId().equals(agentId);
    }

    @Override
    public void close() {
        stop();
    }
}
