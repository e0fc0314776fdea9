package io.facet.models.runtime;

import java.util.regex.Pattern;

/** Makes one line for people of what ONNX Runtime says. */
final class OrtMessage {
    private static final int LONGEST = 300;

    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");
    private static final Pattern STATUS = Pattern.compile("\\[ONNXRuntimeError] : \\d+ : \\w+ : ");
    private static final Pattern PLACE = Pattern.compile("\\S+\\.(cc|cpp|cu|h):\\d+ ");
    private static final Pattern FUNCTION =
            Pattern.compile("(std::[^;]*> )?[\\w:&* ]*\\w+::\\w+\\([^()]*\\)( const)?( \\[with [^]]*])? ?");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private OrtMessage() {}

    static String of(Throwable thrown) {
        return oneLine(String.valueOf(thrown.getMessage()));
    }

    static String oneLine(String message) {
        String line = SPACE.matcher(message.strip()).replaceAll(" ");
        for (Pattern noise : new Pattern[] {CODE, STATUS, PLACE, FUNCTION}) {
            line = noise.matcher(line).replaceAll("");
        }
        line = line.strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
