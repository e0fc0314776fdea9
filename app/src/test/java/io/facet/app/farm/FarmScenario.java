package io.facet.app.farm;

import io.facet.app.master.Master;
import io.facet.app.master.watch.AgentStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A master that is watched, and images for a run. */
abstract class FarmScenario {
    @TempDir
    Path folder;

    TestMaster testMaster;
    Master master;
    Path csv;

    @BeforeEach
    void open() {
        testMaster = new TestMaster(folder.resolve("home"));
        master = testMaster.master();
        csv = folder.resolve("out.csv");
    }

    @AfterEach
    void close() {
        testMaster.close();
    }

    NumberedImages images(int count) {
        return NumberedImages.create(folder.resolve("images"), count);
    }

    /** The only agent; waits for it. */
    AgentStatus only() {
        Await.until("one agent", () -> master.farmSnapshot().agents().size() == 1);
        return master.farmSnapshot().agents().getFirst();
    }

    /** Waits for the first agent to be in that state, and returns how it stands then. */
    AgentStatus awaitState(AgentStatus.State state) {
        Await.until(
                "an agent that is " + state,
                () -> !master.farmSnapshot().agents().isEmpty()
                        && master.farmSnapshot().agents().getFirst().state() == state);
        return master.farmSnapshot().agents().getFirst();
    }

    void awaitNothingPending() {
        Await.until("nothing is pending", () -> only().pending().isEmpty());
    }
}
