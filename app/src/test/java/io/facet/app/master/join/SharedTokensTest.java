package io.facet.app.master.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.OtherProcess;
import io.facet.protocol.security.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and threads on one folder of tokens. */
@Timeout(60)
class SharedTokensTest {
    private static final int SINGLE = 60;
    private static final int SHARED = 25;

    @Test
    void everyUseIsHadByExactlyOne(@TempDir Path home) throws Exception {
        Path folder = home.resolve("join");
        JoinTokens tokens = new JoinTokens(folder, Clock.systemUTC());
        List<Secret> tries = new ArrayList<>();
        for (int i = 0; i < SINGLE; i++) {
            tries.add(tokens.create(1, Duration.ofMinutes(10)));
        }
        Secret shared = tokens.create(SHARED, Duration.ofMinutes(10));
        for (int i = 0; i < SHARED; i++) {
            tries.add(shared);
        }
        String line = tries.stream().map(Secret::hex).collect(Collectors.joining(" "));
        try (OtherProcess one = OtherProcess.start(TokenProbe.class, folder.toString());
                OtherProcess two = OtherProcess.start(TokenProbe.class, folder.toString());
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            assertThat(List.of(one.line(), two.line())).containsOnly("ready");
            List<Future<Integer>> admitted = new ArrayList<>();
            admitted.add(threads.submit(() -> Integer.parseInt(one.ask(line))));
            admitted.add(threads.submit(() -> Integer.parseInt(two.ask(line))));
            admitted.add(threads.submit(() -> {
                int mine = 0;
                for (Secret token : tries) {
                    mine += tokens.use(token) ? 1 : 0;
                }
                return mine;
            }));
            int all = 0;
            for (Future<Integer> each : admitted) {
                all += each.get();
            }
            assertThat(all).isEqualTo(SINGLE + SHARED);
        }
        assertThat(tokens.use(shared)).isFalse();
    }
}
