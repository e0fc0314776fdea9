package io.facet.agent;

import java.util.Optional;

/** Asks whoever sits in front of this program for a join code. */
@FunctionalInterface
interface JoinCodePrompt {
    /** Nobody sits there. */
    JoinCodePrompt NOBODY = question -> Optional.empty();

    /** What was given, which may be nothing; empty if nobody can be asked. Waits for the answer. */
    Optional<String> ask(String question);
}
