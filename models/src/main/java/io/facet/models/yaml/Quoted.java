package io.facet.models.yaml;

/** Text from outside, made fit to stand in a message on one line of a terminal. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** In double quotes, shortened, with control characters replaced. */
    public static String of(String text) {
        return '"' + shortened(text, LONGEST) + '"';
    }

    /** Without quotes, for longer texts such as another program's message. */
    public static String bare(String text) {
        return shortened(text, 4 * LONGEST);
    }

    private static String shortened(String text, int longest) {
        String shown = text.length() > longest ? text.substring(0, longest) + "..." : text;
        StringBuilder out = new StringBuilder(shown.length());
        shown.codePoints().map(c -> isPrintable(c) ? c : '?').forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Whether a character neither moves a terminal's cursor nor changes the direction of the text around it. */
    static boolean isPrintable(int codePoint) {
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
