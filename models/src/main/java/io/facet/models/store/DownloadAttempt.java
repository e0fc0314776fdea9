package io.facet.models.store;

import io.facet.models.ModelException.Code;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request for the bytes that are missing.
 *
 * <p>A {@link NoRetry} means that another attempt would end the same way; any other {@link IOException} is worth one.
 */
final class DownloadAttempt {
    /** RFC 9110, 14.4. */
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final HttpFetch http;
    private final URI address;
    private final DownloadPolicy policy;
    private final Progress progress;
    private final Patience patience;
    private Duration askedToWait = Duration.ZERO;

    DownloadAttempt(HttpFetch http, URI address, DownloadPolicy policy, Progress progress, Patience patience) {
        this.http = http;
        this.address = address;
        this.policy = policy;
        this.progress = progress;
        this.patience = patience;
    }

    void run(Incoming in, EntityTag tag) throws IOException {
        askedToWait = Duration.ZERO;
        String etag = in.offset() > 0 ? tag.read() : "";
        if (etag.isEmpty()) {
            in.restart();
        }
        progress.at(in.offset(), in.size());
        try (HttpFetch.Reply reply = http.get(address, in.offset(), etag)) {
            accept(reply, in, tag, etag);
            pump(reply, in);
        }
    }

    /** The wait before the next attempt: the server's wish counts if it is longer, within reason. */
    Duration wait(Duration backOff) {
        Duration asked = askedToWait.compareTo(policy.longestBackOff()) < 0 ? askedToWait : policy.longestBackOff();
        return asked.compareTo(backOff) > 0 ? asked : backOff;
    }

    private void accept(HttpFetch.Reply reply, Incoming in, EntityTag tag, String etag) throws IOException {
        switch (reply.status()) {
            case 200 -> {
                in.restart();
                tag.write(reply.header("ETag"));
                checkWhole(reply, in);
            }
            case 206 -> checkPart(reply, in, tag, etag);
            case 416 -> throw startOver(in, tag, "the server has no bytes after " + in.offset());
            case 408, 425, 429, 500, 502, 503, 504 -> {
                askedToWait = retryAfter(reply);
                throw new IOException("the server answered " + reply.status());
            }
            case 401, 403 -> throw refused("the server answered " + reply.status() + " (not allowed)");
            case 404, 410 -> throw refused("the server answered " + reply.status() + " (not found)");
            default -> throw refused("the server answered " + reply.status());
        }
        String encoding = reply.header("Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            throw refused("the server sends it compressed although it was asked not to");
        }
    }

    private static void checkWhole(HttpFetch.Reply reply, Incoming in) throws NoRetry {
        String length = reply.header("Content-Length");
        if (!length.isEmpty() && !length.equals(Long.toString(in.size()))) {
            throw tooLongOrShort(length, in);
        }
    }

    private static void checkPart(HttpFetch.Reply reply, Incoming in, EntityTag tag, String etag) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(reply.header("Content-Range"));
        if (!range.matches() || Long.parseLong(range.group(1)) != in.offset() || in.offset() == 0) {
            throw startOver(in, tag, "the server sent another part than the one it was asked for");
        }
        String current = reply.header("ETag");
        if (EntityTag.isStrong(current) && !current.equals(etag)) {
            throw startOver(in, tag, "the file changed on the server");
        }
        if (!range.group(2).equals("*") && Long.parseLong(range.group(2)) != in.size()) {
            throw tooLongOrShort(range.group(2), in);
        }
    }

    private void pump(HttpFetch.Reply reply, Incoming in) throws IOException {
        List<ByteBuffer> buffers = reply.body().next(policy.stall(), patience);
        while (!buffers.isEmpty()) {
            for (ByteBuffer buffer : buffers) {
                if (buffer.remaining() > in.size() - in.offset()) {
                    throw tooLongOrShort("more", in);
                }
                in.append(buffer);
            }
            progress.at(in.offset(), in.size());
            buffers = reply.body().next(policy.stall(), patience);
        }
        if (!in.complete()) {
            throw new IOException("the connection ended after " + in.offset() + " of " + in.size() + " bytes");
        }
    }

    private static IOException startOver(Incoming in, EntityTag tag, String why) throws IOException {
        in.restart();
        tag.write("");
        return new IOException(why);
    }

    private static NoRetry refused(String why) {
        return new NoRetry(Code.MODEL_DOWNLOAD, why);
    }

    private static NoRetry tooLongOrShort(String came, Incoming in) {
        in.restart();
        return new NoRetry(
                Code.MODEL_CHECKSUM,
                "it is not the file that the card describes: " + came + " bytes come where the card states " + in.size()
                        + " with SHA-256 " + in.expected());
    }

    private static Duration retryAfter(HttpFetch.Reply reply) {
        String value = reply.header("Retry-After");
        return SECONDS.matcher(value).matches() ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
    }
}
