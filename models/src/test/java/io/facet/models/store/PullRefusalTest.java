package io.facet.models.store;

import static io.facet.models.store.ModelServer.file;
import static io.facet.models.store.ModelServer.redirect;
import static io.facet.models.store.ModelServer.status;
import static io.facet.models.store.ModelServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads that cannot end well: what the user is told, and that nothing is left behind. */
@Timeout(30)
class PullRefusalTest extends PullFixture {
    @Test
    void wrongContentIsNotKeptAndBothHashesAreNamed() throws IOException {
        byte[] other = CONTENT.clone();
        other[9] ^= 1;
        try (ModelServer server = new ModelServer(file(other, TAG))) {
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            assertFails(card, Code.MODEL_CHECKSUM, TestCards.sha256(other), TestCards.sha256(CONTENT), server.url());
            assertThat(server.ranges).hasSize(1);
            assertThat(store().locate(card, Precision.FP32)).isEmpty();
            assertNothingLeftOver();
        }
    }

    @Test
    void pageInsteadOfTheFileIsRecognisedByItsLength() throws IOException {
        try (ModelServer server =
                new ModelServer(whole("<html>Please log in</html>".getBytes(StandardCharsets.US_ASCII)))) {
            assertFails(
                    TestCards.downloadable(CONTENT, server.url()),
                    Code.MODEL_CHECKSUM,
                    "26 bytes come where the card states 200000");
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void moreBytesThanTheCardStatesAreNotTaken() throws IOException {
        ModelServer.Answer endless = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(CONTENT);
            }
        };
        try (ModelServer server = new ModelServer(endless)) {
            assertFails(
                    TestCards.downloadable(CONTENT, server.url()),
                    Code.MODEL_CHECKSUM,
                    "more bytes come where the card");
            assertNothingLeftOver();
        }
    }

    @Test
    void redirectsInACircleEnd() throws IOException {
        try (ModelServer server = new ModelServer(redirect(302, "/tiny.onnx"))) {
            assertFails(TestCards.downloadable(CONTENT, server.url()), Code.MODEL_DOWNLOAD, "more than 5 redirects");
            assertThat(server.ranges).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org/a", "file:///etc/passwd", "ftp://127.0.0.1/a", "https://u:p@example.org/"})
    void redirectsToWhereACardMayNotPointAreRefused(String target) throws IOException {
        try (ModelServer server = new ModelServer(redirect(302, target))) {
            assertFails(
                    TestCards.downloadable(CONTENT, server.url()), Code.MODEL_DOWNLOAD, "it redirects to " + target);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void refusalsAreNotTriedAgain(int status) throws IOException {
        try (ModelServer server = new ModelServer(status(status))) {
            assertFails(
                    TestCards.downloadable(CONTENT, server.url()),
                    Code.MODEL_DOWNLOAD,
                    "the server answered " + status,
                    server.url(),
                    "run `facet models import FILE --model tiny`");
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void serverThatNeverAnswersIsGivenUp() throws IOException {
        try (ModelServer server = new ModelServer()) {
            server.prepare(server.silent());
            ModelCard card = TestCards.downloadable(CONTENT, server.url());
            assertThatThrownBy(() -> store(IMPATIENT).pull(card, Precision.FP32, Progress.NONE, () -> false))
                    .hasMessageContaining("no answer came within");
            assertThat(server.ranges).hasSize(3);
        }
    }

    @Test
    void computerWithoutNetworkIsToldTheAddressAndTheWayOut() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/tiny.onnx";
        assertFails(
                TestCards.downloadable(CONTENT, url),
                Code.MODEL_DOWNLOAD,
                "tiny (fp32) could not be downloaded from " + url + ": no connection (is this computer online?)",
                "`facet models import FILE --model tiny`");
    }

    /** A name of more than 253 letters is refused without asking any name server (RFC 1035, 2.3.4). */
    @Test
    void unknownHostIsNotTriedAgain() {
        String host = ("a".repeat(60) + ".").repeat(6) + "invalid";
        assertFails(
                TestCards.downloadable(CONTENT, "https://" + host + "/tiny.onnx"),
                Code.MODEL_DOWNLOAD,
                "the name " + host + " cannot be found (is this computer online?). Get the file");
    }

    @Test
    void hostThatIsNoNameIsNotTriedAgain() {
        assertFails(
                TestCards.downloadable(CONTENT, "https://" + "a".repeat(64) + ".invalid/tiny.onnx"),
                Code.MODEL_DOWNLOAD,
                "it cannot be asked for: ",
                "The label in the input is too long. Get the file");
    }

    @Test
    void cardWithoutAddressSaysHowToGetTheFile() {
        assertFails(
                TestCards.pinned("tiny", CONTENT),
                Code.MODEL_DOWNLOAD,
                "tiny (fp32) has no address to download it from. Ask its maker for it.");
    }

    @Test
    void precisionThatTheCardLacksIsRefusedWithThoseItHas() {
        assertThatThrownBy(() ->
                        store().pull(TestCards.pinned("tiny", CONTENT), Precision.INT8, Progress.NONE, () -> false))
                .hasMessageContaining("tiny (int8) does not exist: the card has fp32.")
                .hasMessageContaining("`facet models import FILE --model tiny --precision int8`");
    }

    @Test
    void fullDiskIsNoticedBeforeTheFirstByte() throws IOException {
        try (ModelServer server = new ModelServer(file(CONTENT, TAG))) {
            ModelStore full = new ModelStore(
                    new StoreFolder(root, folder -> 1000), ModelFileSource.NONE, OnnxMetadata.NONE, QUICK);
            assertThatThrownBy(() -> full.pull(
                            TestCards.downloadable(CONTENT, server.url()), Precision.FP32, Progress.NONE, () -> false))
                    .asInstanceOf(type(ModelException.class))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STORE_IO))
                    .satisfies(e -> assertThat(e.getMessage())
                            .contains("has 1.0 kB left but 200.0 kB are needed: free some space"));
            assertThat(server.ranges).isEmpty();
        }
    }
}
