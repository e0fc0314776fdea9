package io.facet.app.master.local;

import io.facet.app.UserException;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of the one agent of this computer. Whichever program sits in it, it is the same agent to the farm: it has one
 * credential as long as the master lives. Thread-safe; closed by its maker.
 */
public final class LocalAgentHost implements AutoCloseable {
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
    private final Watcher watcher;
    private @Nullable LocalAgent agent;

    public LocalAgentHost(
            AgentCredential credential,
            Fingerprint fingerprint,
            Supplier<LocalAgent.MasterAt> master,
            Watcher watcher) {
        this.credential = credential;
        this.fingerprint = fingerprint;
        this.master = master;
        this.watcher = watcher;
    }

    /** Starts the agent, in place of the one that runs. */
    public synchronized LocalAgent start(LocalAgent.Launch launch, Consumer<UserException> onHopeless) {
        stop();
        String id = credential.agentId();
        LocalAgent started =
                new LocalAgent(launch, master, fingerprint, credential, () -> watcher.starting(id), why -> {
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
            watcher.ending(credential.agentId());
            running.close();
        }
    }

    /** Ends the agent and starts it again, if there is one. */
    public synchronized void restart() {
        if (agent != null) {
            agent.restart();
        }
    }

    /** The agent has these slots when it is started again. */
    public synchronized void slots(int gpu, int cpu) {
        if (agent != null) {
            agent.slots(gpu, cpu);
        }
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
