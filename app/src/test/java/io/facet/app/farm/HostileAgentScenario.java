package io.facet.app.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.run.RunHandle;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A master with a run that an honest agent finishes, whatever others do. */
abstract class HostileAgentScenario {
    @TempDir
    Path folder;

    TestMaster master;
    NumberedImages images;
    Path csv;

    @BeforeEach
    void open() {
        master = new TestMaster(folder.resolve("home"));
        images = NumberedImages.create(folder.resolve("images"), 40);
        csv = folder.resolve("out.csv");
    }

    @AfterEach
    void close() {
        master.close();
    }

    /** Whatever the others did, an honest agent finishes the run. */
    void honestAgentFinishes(RunHandle run) {
        try (TestAgent honest = TestAgent.start(master.join())) {
            TestMaster.await(run);
            assertThat(honest.runs()).isTrue();
        }
        images.allIn(csv);
    }
}
