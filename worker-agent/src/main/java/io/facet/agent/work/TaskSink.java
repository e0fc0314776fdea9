package io.facet.agent.work;

import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Result;

/** Takes what came of tasks. Thread-safe. */
interface TaskSink {

    void done(Task task, Result.Builder result);

    void failed(Task task, Failure.Builder failure);

    /** Nobody wants the task any more. */
    void dropped(Task task);
}
