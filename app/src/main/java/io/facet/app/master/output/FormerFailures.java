package io.facet.app.master.output;

import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The failures that a former run left in a failures file, by path: about 25 bytes each, and what was said of the first
 * some thousands. Not thread-safe.
 */
public final class FormerFailures {
    /** More messages than this would take much memory for what is in the file anyway. */
    private static final int MOST_MESSAGES = 10_000;

    private static final String MORE_IN_FILE = "The failures file says why.";

    private final Map<Reason, PathSet> paths = new EnumMap<>(Reason.class);
    private final Map<String, Outcome.Failed> told = new HashMap<>();

    /** The image had failed; of each there is one record. */
    void add(String path, Outcome.Failed failure) {
        paths.computeIfAbsent(failure.reason(), r -> new PathSet()).add(path);
        if (told.size() < MOST_MESSAGES) {
            told.put(path, failure);
        }
    }

    /** How the image failed; null if it did not. */
    public Outcome.@Nullable Failed of(String path) {
        Outcome.Failed known = told.get(path);
        if (known != null) {
            return known;
        }
        for (Map.Entry<Reason, PathSet> entry : paths.entrySet()) {
            if (entry.getValue().contains(path)) {
                return new Outcome.Failed(entry.getKey(), MORE_IN_FILE, 0);
            }
        }
        return null;
    }

    /** How many there are, by reason. */
    public Map<Reason, Long> counts() {
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        paths.forEach((reason, set) -> counts.put(reason, (long) set.size()));
        return counts;
    }
}
