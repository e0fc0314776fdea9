package io.facet.app.master.history;

import io.facet.app.master.run.LatencyBuckets;
import java.util.ArrayList;
import java.util.List;

/** {@link LatencyBuckets} in few bytes. */
final class LatencyCodec {
    private static final int VERSION = 1;

    private LatencyCodec() {}

    static byte[] encode(LatencyBuckets buckets) {
        BlobWriter out = new BlobWriter()
                .number(VERSION)
                .number(buckets.first())
                .number(buckets.counts().size());
        buckets.counts().forEach(out::number);
        return out.bytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws BlobReader.Damaged if {@code bytes} are of a later version or of nothing
     */
    static LatencyBuckets decode(byte[] bytes) throws BlobReader.Damaged {
        BlobReader in = new BlobReader(bytes);
        in.version(VERSION);
        int first = in.upTo(LatencyBuckets.MOST);
        List<Long> counts = new ArrayList<>();
        for (int i = in.upTo(LatencyBuckets.MOST - first); i > 0; i--) {
            counts.add(in.number());
        }
        in.end();
        return new LatencyBuckets(first, counts);
    }
}
