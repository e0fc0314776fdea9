package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ConnectedAgent;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.schedule.Scheduler;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the agents of a run are met: tells them what to do and the scheduler what they say. Confined to the master's loop. */
final class AgentDesk implements Farm.Work {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDesk.class);

    private final String runId;
    private final RunPlan plan;
    private final Farm farm;
    private final Scheduler scheduler;
    private final Inbox inbox;
    private final RunNews news;
    private final Prospects prospects;
    private final LongSupplier nanoTime;
    private final Runnable proceed;
    private boolean open;

    /**
     * Meets the agents of that run.
     *
     * @param proceed called when the scheduler has something new to decide
     */
    AgentDesk(
            String runId,
            RunPlan plan,
            Farm farm,
            Scheduler scheduler,
            Inbox inbox,
            RunNews news,
            Prospects prospects,
            LongSupplier nanoTime,
            Runnable proceed) {
        this.runId = runId;
        this.plan = plan;
        this.farm = farm;
        this.scheduler = scheduler;
        this.inbox = inbox;
        this.news = news;
        this.prospects = prospects;
        this.nanoTime = nanoTime;
        this.proceed = proceed;
    }

    /** Those who were there when the run began have been met: whoever comes now is news. */
    void open() {
        open = true;
    }

    /** Agents that are connected, the one of this computer not counted. */
    long remoteAgents() {
        return farm.agents().stream().filter(a -> !a.hello().getLocal()).count();
    }

    /** Why the run cannot go on, if nobody who is there or expected can work: it would wait for ever. */
    Optional<UserException> verdict(long now) {
        return remoteAgents() < plan.agents() ? Optional.empty() : prospects.verdict(present(), now);
    }

    /**
     * What the run waits for, as sentences; empty if it does not wait.
     *
     * @param enough whether as many agents have come as the run waits for
     */
    String note(boolean enough) {
        String nobody = farm.agents().isEmpty() ? "Waiting for an agent. " : "";
        String few = "Waiting for agents: %d of %d are here. ".formatted(remoteAgents(), plan.agents());
        return ((enough ? nobody : few) + prospects.trouble(present())).strip();
    }

    private List<Prospects.Present> present() {
        return farm.agents().stream()
                .map(a -> new Prospects.Present(a.hello().getLocal(), ofThisRun(a.run())))
                .toList();
    }

    /** What an agent says of another run, late or made up, says nothing about this one. */
    private RunStatus ofThisRun(RunStatus said) {
        return said.getRunId().equals(runId) ? said : RunStatus.getDefaultInstance();
    }

    @Override
    public void joined(ConnectedAgent agent) {
        prospects.joined(agent.id());
        scheduler.join(agent.id(), agent.hello().getSlotsCount());
        scheduler.drain(agent.id(), !agent.takesImages());
        farm.send(agent, WireRun.spec(runId, plan));
        if (open) {
            news.joined(agent);
        }
        proceed.run();
    }

    @Override
    public void left(ConnectedAgent agent, boolean abruptly) {
        if (abruptly) {
            prospects.cutOff(agent.id(), agent.run(), nanoTime.getAsLong());
        }
        news.left(agent, abruptly, scheduler.leased(agent.id()));
        scheduler.leave(agent.id(), abruptly);
        proceed.run();
    }

    @Override
    public void willing(ConnectedAgent agent) {
        boolean failed = agent.run().getState() == RunStatus.State.FAILED;
        scheduler.drain(agent.id(), failed || !agent.takesImages());
        news.willing(agent);
        proceed.run();
    }

    @Override
    public void slotsChanged(ConnectedAgent agent) {
        scheduler.slots(agent.id(), agent.hello().getSlotsCount());
    }

    @Override
    public int held(String agentId) {
        return scheduler.leased(agentId);
    }

    @Override
    public void received(ConnectedAgent agent, AgentMessage message) {
        long now = nanoTime.getAsLong();
        switch (message.getKindCase()) {
            case DEMAND -> {
                if (message.getDemand().getRunId().equals(runId)) {
                    scheduler.demand(agent.id(), message.getDemand().getCredits());
                }
            }
            case RESULTS -> inbox.results(agent, message.getResults());
            case FAILURES -> inbox.failures(agent, message.getFailures());
            case TELEMETRY -> scheduler.renew(agent.id(), message.getTelemetry().getHeldLeasesList(), now);
            case RUN_STATUS -> status(agent, message.getRunStatus());
            case DRAINING, SLOTS, REFUSED, HELLO, LOG, KIND_NOT_SET -> {}
        }
        proceed.run();
    }

    private void status(ConnectedAgent agent, RunStatus status) {
        if (!status.getRunId().equals(runId)) {
            return;
        }
        switch (status.getState()) {
            case FAILED -> {
                LOG.warn("Agent {} cannot take part: {}", agent.hello().getAgentName(), status.getMessage());
                scheduler.drain(agent.id(), true);
                news.refused(agent, status.getMessage());
            }
            case PREPARING -> scheduler.forgetDemand(agent.id());
            case READY -> scheduler.drain(agent.id(), !agent.takesImages());
            case STATE_UNSPECIFIED, UNRECOGNIZED -> {}
        }
    }
}
