package io.facet.app.master.schedule;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results of images that the scan has not come to: work that an agent did for a former master of the run. Bounded in
 * number and size; what does not fit is computed again.
 */
final class HandedIn {
    private static final int IMAGES = 4096;
    private static final long BYTES = 64 << 20;

    private final Map<String, Outcome.Done> byPath = new HashMap<>();
    private long bytes;

    void keep(String path, Outcome.Done outcome) {
        long size = size(outcome);
        if (byPath.size() < IMAGES && bytes + size <= BYTES && byPath.putIfAbsent(path, outcome) == null) {
            bytes += size;
        }
    }

    /** Removes and returns what was handed in for {@code path}, if anything was. */
    Outcome.@Nullable Done take(String path) {
        Outcome.Done outcome = byPath.remove(path);
        if (outcome != null) {
            bytes -= size(outcome);
        }
        return outcome;
    }

    void clear() {
        byPath.clear();
        bytes = 0;
    }

    private static long size(Outcome.Done outcome) {
        return outcome.rows().stream().mapToLong(ByteString::size).sum();
    }
}
