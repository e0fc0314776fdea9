package io.facet.agent.work;

import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.Reason;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.Row;
import java.util.List;

/** Tasks, and what may come of them. */
final class Tasks {
    private Tasks() {}

    static Lease lease(long id, String path, String... avoidSlots) {
        return Lease.newBuilder()
                .setLeaseId(id)
                .setPath(path)
                .setSize(1)
                .setAttempt(1)
                .addAllAvoidSlots(List.of(avoidSlots))
                .build();
    }

    static Task task(long id) {
        return new Task(lease(id, "image-" + id));
    }

    static Task loaded(long id) {
        Task task = task(id);
        task.loaded(1, System.nanoTime());
        return task;
    }

    static Result.Builder result(Task task) {
        return Result.newBuilder().setPath(task.path()).addRows(Row.getDefaultInstance());
    }

    static Failure.Builder failure(Task task) {
        return Failure.newBuilder().setPath(task.path()).setReason(Reason.UNREADABLE);
    }
}
