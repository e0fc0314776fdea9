package io.facet.app.desk;

import io.facet.app.AppVersion;
import io.facet.app.UserException;
import io.facet.app.installation.Programs;
import io.facet.app.master.Master;
import io.facet.app.master.history.RunHistory;
import io.facet.app.master.local.LocalAgent;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunPlanner;
import io.facet.app.master.run.RunRequest;
import io.facet.app.master.run.RunResult;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.ImageBoard;
import io.facet.app.master.watch.RunWatch;
import io.facet.app.models.ModelLibrary;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.home.FacetHome;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a window stands before: one master, this computer's agent, and one run at a time. Thread-safe; closed by its
 * maker. Calls that touch disks or wait for processes say so: they do not belong on the thread of a window.
 */
public final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int PORTS_TO_TRY = 20;

    /**
     * How a desk begins.
     *
     * @param bind address to listen on
     * @param port wanted; the next free one is taken if it is in use
     */
    public record Opening(FacetHome home, String bind, int port) {}

    /** Told, on threads of the master, when runs begin and end. */
    public interface RunListener {
        void started(CurrentRun run);

        void ended(CurrentRun run, RunResult result);
    }

    private final FacetHome home;
    private final Master master;
    private final ModelLibrary library;
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final AgentOrder order = new AgentOrder();
    private final @Nullable RunHistory history;
    private final @Nullable RunRecorder recorder;
    private volatile @Nullable CurrentRun run;
    private volatile Supplier<FarmSnapshot> farm;
    private List<Path> allowed = List.of();

    private Desk(FacetHome home, Master master, @Nullable RunHistory history) {
        this.home = home;
        this.master = master;
        this.farm = master::farmSnapshot;
        this.library = ModelLibrary.open(home);
        this.history = history;
        if (history == null) {
            recorder = null;
        } else {
            recorder = new RunRecorder(history, library, order, Clock.system(ZoneId.systemDefault()));
            listeners.add(recorder);
        }
    }

    /** A desk works without a history, and the log says why there is none. */
    private static @Nullable RunHistory history(FacetHome home) {
        try {
            RunHistory opened = RunHistory.open(home, AppVersion.text(), Clock.system(ZoneId.systemDefault()));
            opened.notice().ifPresent(notice -> LOG.warn("{}", notice));
            return opened;
        } catch (UserException e) {
            LOG.warn("{}", e.getMessage());
            return null;
        }
    }

    /**
     * Starts the master. Touches the disk.
     *
     * @throws ProtocolException if it cannot listen on any port near the wanted one, or its folder cannot be used
     */
    public static Desk open(Opening opening) {
        for (int i = 0; ; i++) {
            int port = opening.port() == 0 ? 0 : opening.port() + i;
            try {
                Master master = new Master(new Master.Config(
                        opening.home(), opening.bind(), port, "Facet on this computer", AppVersion.text()));
                return new Desk(opening.home(), master, history(opening.home()));
            } catch (ProtocolException e) {
                boolean next = e.code() == ProtocolException.Code.PORT_IN_USE && i < PORTS_TO_TRY && port < 65535;
                if (!next) {
                    throw e;
                }
            }
        }
    }

    public FacetHome home() {
        return home;
    }

    public Master master() {
        return master;
    }

    public ModelLibrary library() {
        return library;
    }

    /** The runs that were; null if they cannot be recorded. Closed by this desk. */
    public @Nullable RunHistory history() {
        return history;
    }

    /**
     * Starts this computer's agent, in place of the one that runs. Starts a process.
     *
     * @param gpuWorkers slots on GPUs; negative: as many as are useful
     * @param cpuWorkers slots on processors; negative: as many as are useful
     * @param onHopeless called from another thread if the agent cannot be kept alive
     */
    public synchronized void startLocalAgent(int gpuWorkers, int cpuWorkers, Consumer<UserException> onHopeless) {
        master.startLocalAgent(
                new LocalAgent.Launch(
                        Programs.ofThisProcess().agent(),
                        gpuWorkers,
                        cpuWorkers,
                        roots(),
                        home.logs().resolve("local-agent.out.log")),
                onHopeless);
    }

    /**
     * Says what this computer's agent may read by itself, now and when it is started next; other images it gets over the
     * wire. If it runs, it starts anew, with the slots that it has: images that it holds wait again. Returns at once.
     *
     * @param folders empty: what this account may read. It is the same account on the same computer, so nothing is
     *     gained by less, unless the owner wants it so
     */
    public synchronized void allow(List<Path> folders) {
        allowed = List.copyOf(folders);
        master.allow(roots());
    }

    private List<Path> roots() {
        if (!allowed.isEmpty()) {
            return allowed;
        }
        List<Path> everything = new ArrayList<>();
        FileSystems.getDefault().getRootDirectories().forEach(everything::add);
        return everything;
    }

    /** The run that goes on, or the last one; null before the first. */
    public @Nullable CurrentRun run() {
        return run;
    }

    /** All agents; at most a fifth of a second old. */
    public FarmSnapshot farm() {
        FarmSnapshot now = farm.get();
        order.saw(now);
        return now;
    }

    /** In which order the agents first joined. */
    public AgentOrder order() {
        return order;
    }

    /**
     * Shows a run and agents that something else than this desk's master drives: for measuring windows. Nothing is
     * recorded, and no other run can start before that one ends.
     *
     * @param agents asked at any time, from any thread
     */
    public void rehearse(CurrentRun shown, Supplier<FarmSnapshot> agents) {
        farm = agents;
        run = shown;
    }

    /** Tells {@code listener} of runs from now on. */
    public void listen(RunListener listener) {
        listeners.add(listener);
    }

    /**
     * Starts a run. Touches the disk.
     *
     * @param images of the dataset, as far as they are known; every one of them waits again
     * @throws UserException RUN_GOES_ON, or if the dataset or the output cannot be used; nothing has been changed then
     */
    public synchronized CurrentRun start(RunRequest request, ImageBoard images) {
        CurrentRun former = run;
        if (former != null && !former.handle().result().isDone()) {
            throw new UserException(
                    UserException.Code.RUN_GOES_ON, "A run goes on. Stop it or wait for its end, then start again.");
        }
        RunPlan plan = new RunPlanner(library).plan(request);
        RunWatch watch = new RunWatch(images);
        RunHandle handle = master.start(plan, watch);
        CurrentRun started = new CurrentRun(request, plan, handle, watch);
        run = started;
        listeners.forEach(l -> l.started(started));
        var _ = handle.result().thenAccept(result -> listeners.forEach(l -> l.ended(started, result)));
        return started;
    }

    /** Ends the run, the agent and the master in order; waits for them. */
    @Override
    public void close() {
        try {
            master.close();
        } finally {
            if (recorder != null) {
                recorder.close();
            }
        }
    }
}
