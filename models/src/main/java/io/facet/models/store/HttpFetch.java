package io.facet.models.store;

import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelUrl;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * GET over HTTP with time-outs for every wait. It follows redirects itself, because each hop must be an address that a
 * card could name. Used by one thread, which closes it.
 */
final class HttpFetch implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client;
    private final DownloadPolicy policy;
    private final Patience patience;

    HttpFetch(DownloadPolicy policy, Patience patience) {
        this.policy = policy;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(policy.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    /** An answer whose body has yet to come. */
    record Reply(int status, java.net.http.HttpHeaders headers, BodyReader body) implements AutoCloseable {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public void close() {
            body.close();
        }
    }

    /** Asks for the bytes from an offset on, if what is there still has that entity tag; for all of them at offset 0. */
    Reply get(URI address, long offset, String etag) throws IOException {
        URI target = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Reply reply = send(request(target, offset, etag));
            if (!isRedirect(reply.status())) {
                return reply;
            }
            reply.close();
            target = redirect(target, reply.header("Location"));
        }
        throw new NoRetry(Code.MODEL_DOWNLOAD, "it leads through more than " + MOST_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Where a redirect leads, if a card could name it and the transfer stays encrypted once it is. */
    static URI redirect(URI from, String location) throws NoRetry {
        try {
            URI target = from.resolve(location);
            boolean leavesHttps =
                    "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(target.getScheme());
            if (!location.isEmpty() && ModelUrl.allowed(target) && !leavesHttps) {
                return target;
            }
            throw new NoRetry(Code.MODEL_DOWNLOAD, "it redirects to " + target + ", which is not https");
        } catch (IllegalArgumentException e) {
            throw new NoRetry(Code.MODEL_DOWNLOAD, "it redirects to something that is no address");
        }
    }

    private HttpRequest request(URI target, long offset, String etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "facet");
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-").header("If-Range", etag);
        }
        return request.build();
    }

    private Reply send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                client.sendAsync(request, BodyHandlers.ofPublisher());
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = await(answer);
            BodyReader body = new BodyReader();
            response.body().subscribe(body);
            return new Reply(response.statusCode(), response.headers(), body);
        } finally {
            answer.cancel(true);
        }
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException {
        long end = System.nanoTime() + policy.answer().toNanos();
        while (System.nanoTime() < end) {
            patience.check();
            try {
                return answer.get(Patience.STEP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet: ask whether the answer is still wanted, and wait on.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io
                        ? io
                        : new NoRetry(Code.MODEL_DOWNLOAD, "it cannot be asked for: " + e.getCause());
            }
        }
        throw new HttpTimeoutException(
                "no answer came within " + policy.answer().toSeconds() + " s");
    }

    /** Ends what is under way; does not wait for a server that hangs. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
