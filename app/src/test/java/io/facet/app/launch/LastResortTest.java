package io.facet.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.OtherProcess;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LastResortTest {

    @ParameterizedTest
    @ValueSource(strings = {"main", "virtual", "platform", "loop"})
    void programWithoutMemorySaysSoInOneLineAndHasNotRun(String thread) throws Exception {
        OtherProcess.Ended ended = OtherProcess.run(OutOfMemoryProgram.class, thread);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("facet: [out-of-memory] ")
                .contains("FACET_OPTS=-Xmx");
    }
}
