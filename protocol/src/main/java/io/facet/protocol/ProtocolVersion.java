package io.facet.protocol;

import java.util.Optional;

/**
 * The version of the conversation in facet.proto.
 *
 * <p>It rises when a message changes its meaning. The master decides: it accepts an agent whose version lies within
 * its own range and refuses any other with both numbers and what to do.
 *
 * @param oldest the oldest version spoken
 * @param newest the newest version spoken, and the one announced
 */
public record ProtocolVersion(int oldest, int newest) {

    /** What this build speaks. */
    public static final ProtocolVersion CURRENT = new ProtocolVersion(1, 1);

    public ProtocolVersion {
        if (oldest < 1 || newest < oldest) {
            throw new IllegalArgumentException("versions " + oldest + " to " + newest);
        }
    }

    /** Why an agent that speaks {@code theirs} cannot be served, as a sentence for its owner; empty if it can. */
    public Optional<String> refusal(int theirs, String theirSoftware, String ourSoftware) {
        if (theirs >= oldest && theirs <= newest) {
            return Optional.empty();
        }
        String older = theirs < oldest ? "the agent's computer" : "the master's computer";
        return Optional.of(
                "The agent (Facet %s) speaks protocol version %d, this master (Facet %s) %s. Install the newer Facet on %s."
                        .formatted(theirSoftware, theirs, ourSoftware, range(), older));
    }

    private String range() {
        return oldest == newest ? "version " + newest : "versions " + oldest + " to " + newest;
    }
}
