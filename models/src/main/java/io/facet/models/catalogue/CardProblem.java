package io.facet.models.catalogue;

import java.nio.file.Path;

/**
 * A card of a user that cannot be used; the others are not affected.
 *
 * @param file the card, or the folder of cards
 * @param line counted from 1; 0 if the problem is not at one line
 * @param message one line: what is wrong and what would be right
 */
public record CardProblem(Path file, int line, String message) {

    /** The problem and its place on one line. */
    public String describe() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
