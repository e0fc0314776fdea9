package io.facet.app.farm;

import io.facet.agent.identity.Joining;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.app.master.Master;
import io.facet.app.master.join.AgentDirectory;
import io.facet.app.master.join.JoinTokens;
import io.facet.app.master.output.FloatText;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.OutputRequest;
import io.facet.app.master.output.RowFormat;
import io.facet.app.master.run.RunHandle;
import io.facet.app.master.run.RunPlan;
import io.facet.app.master.run.RunResult;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real master, with a state folder of its own. Closed by its maker. */
final class TestMaster implements AutoCloseable {
    private final FacetHome home;
    private final Master master;
    private boolean closed;

    TestMaster(Path folder) {
        this(folder, 0);
    }

    TestMaster(Path folder, int port) {
        home = new FacetHome(
                folder.resolve("state"),
                folder.resolve("models"),
                folder.resolve("cache"),
                folder.resolve("logs"),
                folder.resolve("documents"));
        master = new Master(new Master.Config(home, "127.0.0.1", port, "the lab", "1.0"));
    }

    FacetHome home() {
        return home;
    }

    Master master() {
        return master;
    }

    int port() {
        return master.port();
    }

    JoinCode code(int uses, Duration valid) {
        return code(token(uses, valid));
    }

    JoinCode code(Secret token) {
        return new JoinCode(List.of("127.0.0.1"), port(), master.running().fingerprint(), token);
    }

    private Secret token(int uses, Duration valid) {
        try {
            return new JoinTokens(home.master().resolve("join"), Clock.systemUTC()).create(uses, valid);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A new agent's membership. */
    Membership join() {
        return joining(1).enrol(code(1, Duration.ofMinutes(1)));
    }

    /** A new agent's membership, which reaches this master through another port. */
    Membership joinThrough(int proxyPort) {
        Membership direct = join();
        return new Membership(
                direct.masterName(),
                List.of(new MasterAddress("127.0.0.1", proxyPort)),
                direct.fingerprint(),
                direct.credential());
    }

    Joining joining(int protocolVersion) {
        return new Joining(home, protocolVersion, "1.0", "agent", "host");
    }

    void revoke(Membership agent) {
        try {
            if (!new AgentDirectory(home.master().resolve("agents"), Clock.systemUTC())
                    .revoke(agent.credential().agentId())) {
                throw new AssertionError("the agent was not enrolled");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    RunHandle start(NumberedImages images, Path csv, OutputRequest.Mode mode, int agents) {
        return start(images, csv, mode, agents, false);
    }

    RunHandle start(NumberedImages images, Path csv, OutputRequest.Mode mode, int agents, boolean ordered) {
        return master.start(plan(images, csv, mode, agents, ordered));
    }

    static RunPlan plan(NumberedImages images, Path csv, OutputRequest.Mode mode, int agents, boolean ordered) {
        OutputRequest output = new OutputRequest(
                OutputFiles.of(csv),
                mode,
                false,
                ordered,
                new RowFormat(1, FloatText.SHORTEST),
                images.folder().toString(),
                new Manifest.Pipeline("numbers", "0".repeat(64)),
                null);
        return new RunPlan(
                images.folder(),
                output,
                "numbers",
                List.of(),
                "fp32",
                0,
                agents,
                new RunPlan.ImageLimits(1 << 20, 1 << 20));
    }

    RunHandle start(NumberedImages images, Path csv) {
        return start(images, csv, OutputRequest.Mode.NEW, 0);
    }

    static RunResult await(RunHandle run) {
        try {
            return run.result().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the run stands at " + run.snapshot(), e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            master.close();
        }
    }
}
