package io.facet.app.master.output;

import io.facet.app.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process that opens outputs: reads "new|resume|overwrite|retry FILE" and answers "open", or the code of the refusal;
 * what is open stays so until "close". Answers "closed" to that.
 */
final class OutputProbe {
    private OutputProbe() {}

    public static void main(String[] args) throws IOException {
        @Nullable OpenOutput open = null;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("close")) {
                if (open != null) {
                    open.close();
                }
                System.out.println("closed");
                continue;
            }
            String[] words = line.split(" ", 2);
            Asked asked = Asked.of(Path.of(words[1]));
            try {
                open = switch (words[0]) {
                    case "resume" -> asked.resume().open();
                    case "overwrite" -> asked.overwrite().open();
                    case "retry" -> asked.retryFailed().open();
                    default -> asked.open();
                };
                System.out.println("open");
            } catch (UserException e) {
                System.out.println(e.code() + " " + e.getMessage());
            }
        }
    }
}
