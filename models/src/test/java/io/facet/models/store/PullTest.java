package io.facet.models.store;

import static io.facet.models.store.ModelServer.cut;
import static io.facet.models.store.ModelServer.file;
import static io.facet.models.store.ModelServer.redirect;
import static io.facet.models.store.ModelServer.shortened;
import static io.facet.models.store.ModelServer.status;
import static io.facet.models.store.ModelServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads that end well, whatever gets in their way. */
@Timeout(30)
class PullTest extends PullFixture {
    @Test
    void storesTheFileUnderItsHashAndReportsProgress() throws IOException {
        try (ModelServer server = new ModelServer(file(CONTENT, TAG))) {
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            List<Long> seen = new ArrayList<>();
            StoredFile stored = store().pull(card, Precision.FP32, (done, total) -> seen.add(done), () -> false);
            assertThat(stored.path()).hasBinaryContent(CONTENT).isEqualTo(root.resolve("sha256/" + stored.sha256()));
            assertThat(stored.size()).isEqualTo(CONTENT.length);
            assertThat(seen).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
            assertThat(store().locate(card, Precision.FP32)).contains(stored);
            assertNothingLeftOver();
        }
    }

    @Test
    void secondPullAsksNobody() throws IOException {
        try (ModelServer server = new ModelServer(file(CONTENT, TAG))) {
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            pull(card);
            pull(card);
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void brokenDownloadGoesOnWhereItBroke() throws IOException {
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, TAG), file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSize(2);
            assertThat(server.ranges.get(1)).matches("bytes=[1-9][0-9]*-");
        }
    }

    @Test
    void nextPullGoesOnWhereAFailedOneEnded() throws IOException {
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, TAG), status(503))) {
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            assertThatThrownBy(() -> pull(card))
                    .hasMessageContaining("the server answered 503 (after 3 attempts); the ")
                    .hasMessageContaining("that came are kept for the next try");
            server.prepare(file(CONTENT, TAG));
            assertThat(pull(card).path()).hasBinaryContent(CONTENT);
            assertThat(server.ranges.getLast()).matches("bytes=[1-9][0-9]*-");
        }
    }

    @Test
    void serverWithoutRangesIsAskedForTheWholeAgain() throws IOException {
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, TAG), whole(CONTENT))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSize(2);
        }
    }

    @Test
    void withoutAStrongEntityTagNothingIsContinued() throws IOException {
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, "W/\"v1\""), whole(CONTENT))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).containsExactly("-", "-");
        }
    }

    @Test
    void fileThatChangedBetweenAttemptsIsFetchedWhole() throws IOException {
        byte[] former = CONTENT.clone();
        former[0] ^= 1;
        try (ModelServer server = new ModelServer(cut(former, 50_000, "\"v0\""), file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
        }
    }

    @Test
    void piecesOfTwoFilesUnderOneTagAreNoticedAndFetchedOnceMore() throws IOException {
        byte[] former = CONTENT.clone();
        former[0] ^= 1;
        try (ModelServer server = new ModelServer(cut(former, 50_000, TAG), file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSize(3).endsWith("-");
        }
    }

    @Test
    void rangeForAnotherEntityTagIsNotBelieved() throws IOException {
        ModelServer.Answer liar = exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v2\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes 50000-199999/200000");
            exchange.sendResponseHeaders(206, 150_000);
            exchange.getResponseBody().write(CONTENT, 50_000, 150_000);
        };
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, TAG), liar, file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSize(3).endsWith("-");
        }
    }

    @Test
    void partThatWasNotAskedForIsNotTaken() throws IOException {
        ModelServer.Answer whole = exchange -> {
            exchange.getResponseHeaders().set("ETag", TAG);
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-199999/200000");
            exchange.sendResponseHeaders(206, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        };
        try (ModelServer server = new ModelServer(cut(CONTENT, 50_000, TAG), whole, file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSize(3).endsWith("-");
        }
    }

    @Test
    void bodyThatEndsTooEarlyIsContinued() throws IOException {
        try (ModelServer server = new ModelServer(shortened(CONTENT, 70_000, TAG), file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).containsExactly("-", "bytes=70000-");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreFollowed(int status) throws IOException {
        Map<String, ModelServer.Answer> site = Map.of(
                "/tiny.onnx", redirect(status, "/cdn/tiny?sig=a%2Fb"), "/cdn/tiny?sig=a%2Fb", file(CONTENT, TAG));
        try (ModelServer server = new ModelServer(ModelServer.byPath(site))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void passingTroublesAreTriedAgainAFewTimes(int status) throws IOException {
        try (ModelServer server = new ModelServer(status(status), status(status), file(CONTENT, TAG))) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
        }
        try (ModelServer server = new ModelServer(status(status))) {
            byte[] other = TestCards.content(10);
            assertFails(
                    TestCards.downloadable(other, server.url()),
                    Code.MODEL_DOWNLOAD,
                    "the server answered " + status + " (after 3 attempts)");
            assertThat(server.ranges).hasSize(3);
        }
    }

    @Test
    void longDownloadThatKeepsBreakingButMovesOnIsNotGivenUp() throws IOException {
        ModelServer.Answer slice = exchange -> {
            int from = exchange.getRequestHeaders().containsKey("Range")
                    ? Integer.parseInt(
                            exchange.getRequestHeaders().getFirst("Range").replaceAll("[^0-9]", ""))
                    : 0;
            exchange.getResponseHeaders().set("ETag", TAG);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-199999/200000");
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, 200_000 - from);
            exchange.getResponseBody().write(CONTENT, from, Math.min(20_000, 200_000 - from));
        };
        try (ModelServer server = new ModelServer(slice)) {
            assertThat(pull(TestCards.downloadable(CONTENT, server.url())).path())
                    .hasBinaryContent(CONTENT);
            assertThat(server.ranges).hasSizeGreaterThan(QUICK.attempts());
        }
    }

    @Test
    void serverThatStopsInTheMiddleIsAskedAgain() throws IOException {
        try (ModelServer server = new ModelServer()) {
            server.prepare(server.stalled(CONTENT, 50_000, TAG), file(CONTENT, TAG));
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            StoredFile stored = store(IMPATIENT).pull(card, Precision.FP32, Progress.NONE, () -> false);
            assertThat(stored.path()).hasBinaryContent(CONTENT);
            assertThat(server.ranges.get(1)).isEqualTo("bytes=50000-");
        }
    }

    @Test
    void serverThatAsksForAPauseGetsOneWithinReason() throws IOException {
        ModelServer.Answer busy = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(429, -1);
        };
        try (ModelServer server = new ModelServer(busy, file(CONTENT, TAG))) {
            long start = System.nanoTime();
            pull(TestCards.downloadable(CONTENT, server.url()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(QUICK.longestBackOff(), Duration.ofMinutes(30));
        }
    }

    @Test
    void pausesGrowUpToALimit() {
        assertThat(IntStream.of(1, 2, 3, 6, 7, 60).mapToObj(QUICK::backOff).map(Duration::toMillis))
                .containsExactly(5L, 10L, 20L, 160L, 200L, 200L);
    }

    @Test
    void transferThatIsEncryptedStaysSo() throws IOException {
        URI secure = URI.create("https://example.org/a");
        assertThat(HttpFetch.redirect(secure, "https://cdn.example.org/b")).hasHost("cdn.example.org");
        assertThat(HttpFetch.redirect(secure, "/b?c=d")).isEqualTo(URI.create("https://example.org/b?c=d"));
        for (String bad : List.of("http://127.0.0.1/b", "http://example.org/b", "", "::no address", "data:,x")) {
            assertThatThrownBy(() -> HttpFetch.redirect(secure, bad)).isInstanceOf(NoRetry.class);
        }
    }

    @Test
    void cancellingEndsTheDownloadAndKeepsWhatCame() throws IOException {
        try (ModelServer server = new ModelServer()) {
            server.prepare(server.stalled(CONTENT, 50_000, TAG));
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            List<Long> seen = new ArrayList<>();
            assertThatThrownBy(() -> store().pull(
                                    card,
                                    Precision.FP32,
                                    (done, total) -> seen.add(done),
                                    () -> !seen.isEmpty() && seen.getLast() == 50_000))
                    .isInstanceOf(CancellationException.class);
            assertThat(root.resolve("partial/" + TestCards.sha256(CONTENT))).hasSize(50_000);
        }
    }
}
