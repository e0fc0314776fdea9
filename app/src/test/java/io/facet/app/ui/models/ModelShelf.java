package io.facet.app.ui.models;

import com.sun.net.httpserver.HttpServer;
import io.facet.app.models.ModelLibrary;
import io.facet.models.builtin.Builtin512;
import io.facet.protocol.home.FacetHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;

/**
 * A home with a card of the user's, {@code shelf}, whose file a server on this computer gives: the built-in model
 * with a note. Closed by the test.
 */
final class ModelShelf implements AutoCloseable {
    static final String ID = "shelf";

    private final FacetHome home;
    private final HttpServer server;
    private final byte[] bytes = noted(Builtin512.bytes());
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch rest = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean held;

    ModelShelf(Path folder) throws IOException {
        home = FacetHome.under(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/model.onnx", exchange -> {
            asked.countDown();
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                if (held) {
                    rest.await();
                }
                out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException gone) {
                held = false;
            }
        });
        server.setExecutor(Thread::startVirtualThread);
        server.start();
        Path cards = Files.createDirectories(home.models().resolve("cards"));
        Files.writeString(cards.resolve(ID + ".yaml"), """
                id: shelf
                title: A model with a rather long name that has to be cut somewhere in a narrow window
                summary: For tests.
                task: image-embedding
                licence: Apache-2.0
                source: https://example.org/shelf
                files:
                  - precision: fp32
                    name: shelf.onnx
                    sha256: %s
                    size: %d
                    url: http://127.0.0.1:%d/model.onnx
                input:
                  layout: nchw
                  width: 64
                  height: 64
                  colours: grey
                  fit: squash
                  interpolation: area
                  mean: [0]
                  std: [1]
                output:
                  dimension: 512
                  normalise: l2
                """.formatted(
                        sha256(bytes), bytes.length, server.getAddress().getPort()));
    }

    /** The same model with a note (metadata_props of ModelProto): other content, so the built-in one does not serve. */
    private static byte[] noted(byte[] model) {
        byte[] note = {0x72, 13, 0x0a, 4, 'n', 'o', 't', 'e', 0x12, 5, 's', 'h', 'e', 'l', 'f'};
        byte[] both = Arrays.copyOf(model, model.length + note.length);
        System.arraycopy(note, 0, both, model.length, note.length);
        return both;
    }

    ModelLibrary library() {
        return ModelLibrary.open(home);
    }

    FacetHome home() {
        return home;
    }

    /** The model as a file of the user's. */
    Path file() throws IOException {
        return Files.write(Files.createDirectories(home.cache()).resolve("mine.onnx"), bytes);
    }

    void refuse() {
        status = 404;
    }

    /** Gives half of the file, and the rest when told. */
    void hold() {
        held = true;
    }

    void go() {
        rest.countDown();
    }

    void awaitQuestion() throws InterruptedException {
        asked.await();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        rest.countDown();
        server.stop(0);
    }
}
