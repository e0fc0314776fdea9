package io.facet.agent.work;

import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes what an agent says, while it listens; what is said otherwise is lost, as on a wire. Thread-safe. */
final class RecordingMaster implements Consumer<AgentMessage> {
    private final List<AgentMessage> heard = new ArrayList<>();
    private boolean listening;

    synchronized void listen(boolean on) {
        listening = on;
        heard.clear();
    }

    @Override
    public synchronized void accept(AgentMessage message) {
        if (listening) {
            heard.add(message);
        }
    }

    synchronized List<RunStatus.State> states() {
        return heard.stream()
                .filter(AgentMessage::hasRunStatus)
                .map(m -> m.getRunStatus().getState())
                .toList();
    }

    synchronized RunStatus lastStatus() {
        return heard.stream()
                .filter(AgentMessage::hasRunStatus)
                .map(AgentMessage::getRunStatus)
                .reduce((a, b) -> b)
                .orElse(RunStatus.getDefaultInstance());
    }

    /** Images asked for altogether. */
    synchronized int demand() {
        return heard.stream().mapToInt(m -> m.getDemand().getCredits()).sum();
    }

    synchronized List<Result> results() {
        return heard.stream()
                .flatMap(m -> m.getResults().getResultsList().stream())
                .toList();
    }

    synchronized List<Failure> failures() {
        return heard.stream()
                .flatMap(m -> m.getFailures().getFailuresList().stream())
                .toList();
    }
}
