package io.facet.models.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.models.catalogue.ModelCard.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one folder. */
@Timeout(60)
class SharedFolderTest {
    private static final byte[] CONTENT = TestCards.content(300_000);
    private static final String TAG = "\"v1\"";

    @TempDir
    Path root;

    @Test
    void oneProcessDownloadsAndTheOtherWaitsForIt() throws Exception {
        CountDownLatch rest = new CountDownLatch(1);
        try (ModelServer server = new ModelServer(ModelServer.held(CONTENT, 100_000, TAG, rest))) {
            Process first = start(server);
            Process second = null;
            try {
                awaitProgress(first, 100_000);
                second = start(server);
                awaitProgress(second, 100_000);
                rest.countDown();
                assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(List.of(first.exitValue(), second.exitValue())).containsOnly(0);
                assertThat(server.ranges).containsExactly("-");
                assertThat(root.resolve("sha256/" + TestCards.sha256(CONTENT))).hasBinaryContent(CONTENT);
            } finally {
                first.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsTakenUp() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.prepare(server.stalled(CONTENT, 100_000, TAG), ModelServer.file(CONTENT, TAG));
            Process killed = start(server);
            awaitProgress(killed, 100_000);
            killed.destroyForcibly().waitFor();
            StoredFile stored = new ModelStore(root)
                    .pull(TestCards.downloadable(CONTENT, server.url()), Precision.FP32, Progress.NONE, () -> false);
            assertThat(stored.path()).hasBinaryContent(CONTENT);
            assertThat(server.ranges).containsExactly("-", "bytes=100000-");
        }
    }

    private Process start(ModelServer server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PullMain.class.getName(),
                        root.toString(),
                        server.url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitProgress(Process process, long bytes) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("progress " + bytes)) {
                return;
            }
        }
        throw new AssertionError("the process ended before it had " + bytes + " bytes");
    }

    /** A process that pulls the test's file into a folder. */
    static final class PullMain {
        private PullMain() {}

        public static void main(String[] args) {
            new ModelStore(Path.of(args[0]))
                    .pull(
                            TestCards.downloadable(CONTENT, args[1]),
                            Precision.FP32,
                            (done, total) -> System.out.println("progress " + done),
                            () -> false);
        }
    }
}
