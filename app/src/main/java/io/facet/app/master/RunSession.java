package io.facet.app.master;

import io.facet.app.AppVersion;
import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.local.LocalAgent;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.run.RunSnapshot;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.home.HostName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * One run from the command line: a master, usually an agent of this computer, and what is shown meanwhile. An interrupt
 * from the keyboard ends the run in order.
 */
public final class RunSession {
    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    /**
     * Where the master listens and what works on this computer.
     *
     * @param gpuWorkers of the local agent; negative: as many as it finds useful
     * @param cpuWorkers of the local agent; negative: as many as it finds useful; no local agent if both are 0
     * @param waitsForAgents whether the run goes on waiting when none of the agents that are there can work
     */
    public record Place(String bind, int port, int gpuWorkers, int cpuWorkers, boolean waitsForAgents) {
        /** Of a run that ends when nobody can work on it. */
        public Place(String bind, int port, int gpuWorkers, int cpuWorkers) {
            this(bind, port, gpuWorkers, cpuWorkers, false);
        }

        public boolean hasLocalAgent() {
            return gpuWorkers != 0 || cpuWorkers != 0;
        }
    }

    /** Told at every refresh, and once more at the end. */
    public interface Watcher {
        void started(Master master);

        void at(RunSnapshot snapshot);

        void ended(RunResult result);
    }

    private final FacetHome home;
    private final Place place;

    public RunSession(FacetHome home, Place place) {
        this.home = home;
        this.place = place;
    }

    /** Runs the plan to its end. */
    public RunResult run(RunPlan plan, Watcher watcher) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Master master = new Master(new Master.Config(
                home, place.bind(), place.port(), "the master on " + HostName.get(), AppVersion.text()))) {
            RunHandle run = master.start(plan);
            Thread hook = new Thread(() -> stop(run, closed), "facet-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
            if (place.waitsForAgents()) {
                run.waitForAgents();
            }
            watcher.started(master);
            if (place.hasLocalAgent()) {
                run.expectLocalAgent();
                startLocalAgent(master, plan, run::localAgentFailed);
            }
            RunResult result = watch(run, watcher);
            removeHook(hook);
            return result;
        } finally {
            closed.countDown();
        }
    }

    private void startLocalAgent(Master master, RunPlan plan, Consumer<UserException> onHopeless) {
        master.startLocalAgent(
                new LocalAgent.Launch(
                        Programs.ofThisProcess().agent(),
                        place.gpuWorkers(),
                        place.cpuWorkers(),
                        List.of(plan.dataset()),
                        home.logs().resolve("local-agent.out.log")),
                onHopeless);
    }

    private static RunResult watch(RunHandle run, Watcher watcher) throws InterruptedException {
        while (true) {
            try {
                RunResult result = run.result().get(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
                watcher.ended(result);
                return result;
            } catch (TimeoutException stillRunning) {
                watcher.at(run.snapshot());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** On Ctrl-C: lets the main thread close the files and end the agent in order. */
    private static void stop(RunHandle run, CountDownLatch closed) {
        run.stop();
        try {
            if (!closed.await(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LoggerFactory.getLogger(RunSession.class).warn("The run did not end in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook runs now; it finds a run that has ended
        }
    }
}
