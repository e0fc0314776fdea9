package io.facet.app.master.run;

import io.facet.app.UserException;
import io.facet.app.master.farm.ConnectedAgent;
import io.facet.app.master.farm.Farm;
import io.facet.app.master.schedule.Scheduler;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.RunStatus;
import java.util.function.Consumer;
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
    private final RunNews news;
    private final Inbox inbox;
    private final LongSupplier nanoTime;
    private final Runnable proceed;
    private final Consumer<UserException> fail;
    private boolean open;

    /**
     * Meets the agents of that run.
     *
     * @param proceed called when the scheduler has something new to decide
     * @param fail ends the run
     */
    AgentDesk(
            String runId,
            RunPlan plan,
            Farm farm,
            Scheduler scheduler,
            RunNews news,
            LongSupplier nanoTime,
            Runnable proceed,
            Consumer<UserException> fail) {
        this.runId = runId;
        this.plan = plan;
        this.farm = farm;
        this.scheduler = scheduler;
        this.news = news;
        this.inbox = new Inbox(runId, plan.output().format().dimension(), farm, scheduler);
        this.nanoTime = nanoTime;
        this.proceed = proceed;
        this.fail = fail;
    }

    /** Those who were there when the run began have been met: whoever comes now is news. */
    void open() {
        open = true;
    }

    /** Agents that are connected, the one of this computer not counted. */
    long remoteAgents() {
        return farm.agents().stream().filter(a -> !a.hello().getLocal()).count();
    }

    @Override
    public void joined(ConnectedAgent agent) {
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
        news.left(agent, abruptly, scheduler.leased(agent.id()));
        scheduler.leave(agent.id(), abruptly);
        proceed.run();
        failIfNobodyCan();
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
                failIfNobodyCan();
            }
            case PREPARING -> scheduler.forgetDemand(agent.id());
            case READY -> scheduler.drain(agent.id(), !agent.takesImages());
            case STATE_UNSPECIFIED, UNRECOGNIZED -> {}
        }
    }

    /** A run whose agents all said that they cannot take part would wait for ever. */
    private void failIfNobodyCan() {
        var agents = farm.agents();
        if (agents.isEmpty() || remoteAgents() < plan.agents()) {
            return;
        }
        if (agents.stream().allMatch(a -> a.run().getState() == RunStatus.State.FAILED)) {
            String why = agents.iterator().next().run().getMessage();
            fail.accept(new UserException(UserException.Code.AGENT_PREPARE, why));
        }
    }
}
