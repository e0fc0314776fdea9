package io.facet.models.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A loopback server that answers each request with the next of the prepared answers, then with the last one again. */
final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The Range header of every request, or "-". */
    final List<String> ranges = new CopyOnWriteArrayList<>();

    /** The path of every request. */
    final List<String> paths = new CopyOnWriteArrayList<>();

    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    ModelServer(Answer... prepared) throws IOException {
        answers.addAll(List.of(prepared));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            ranges.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "-"));
            paths.add(exchange.getRequestURI().toString());
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            try (exchange) {
                Objects.requireNonNull(answer).to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    String url() {
        return url("/tiny.onnx");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** As a file server does: whole, or the part that is asked for if the entity tag still fits. */
    static Answer file(byte[] content, String etag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            int from = from(exchange);
            if (from > 0 && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
                exchange.sendResponseHeaders(206, content.length - from);
                exchange.getResponseBody().write(content, from, content.length - from);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        };
    }

    /** As a server that knows no ranges. */
    static Answer whole(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    /** Breaks off after so many bytes of the whole. */
    static Answer cut(byte[] content, int after, String etag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
        };
    }

    /** Ends properly after so many bytes, without having said how many there are. */
    static Answer shortened(byte[] content, int after, String etag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content, 0, after);
        };
    }

    /** Sends so many bytes and then nothing until the test ends. */
    Answer stalled(byte[] content, int after, String etag) {
        return held(content, after, etag, closing);
    }

    /** Sends so many bytes, waits for the latch, and sends the rest. */
    static Answer held(byte[] content, int after, String etag, CountDownLatch latch) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
            exchange.getResponseBody().flush();
            latch.await();
            exchange.getResponseBody().write(content, after, content.length - after);
        };
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer redirect(int status, String target) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Answers by path. */
    static Answer byPath(Map<String, Answer> answers) {
        return exchange -> Objects.requireNonNull(
                        answers.get(exchange.getRequestURI().toString()))
                .to(exchange);
    }

    /** Never answers, until the test ends. */
    Answer silent() {
        return exchange -> closing.await();
    }

    void prepare(Answer... prepared) {
        answers.addAll(List.of(prepared));
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
