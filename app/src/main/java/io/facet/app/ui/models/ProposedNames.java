package io.facet.app.ui.models;

import java.util.Locale;
import java.util.Set;

/** Names for a model, made of its file's. Stateless. */
final class ProposedNames {
    private static final int LONGEST_ID = 60;
    private static final int LONGEST_TITLE = 100;

    private ProposedNames() {}

    static String title(String fileName) {
        String words = printable(stem(fileName)).replaceAll("[_\\s]+", " ").strip();
        return words.length() > LONGEST_TITLE ? words.substring(0, LONGEST_TITLE) : words;
    }

    /** An id that nobody has yet. */
    static String id(String fileName, Set<String> taken) {
        String plain = stem(fileName)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.substring(0, Math.min(LONGEST_ID, plain.length())).replaceAll("-$", "");
        String base = cut.isEmpty() ? "model" : cut;
        String id = base;
        for (int i = 2; taken.contains(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private static String stem(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? fileName.substring(0, fileName.length() - ".onnx".length())
                : fileName;
    }

    /** Without what a card may not hold: whatever moves a cursor or turns the direction of writing. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(ProposedNames::isPrintable).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
