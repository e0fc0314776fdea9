package io.facet.agent.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands for the programs of a system: writes down what is asked of them and answers as told. */
final class RecordingTool implements Tool {
    final List<String> commands = new ArrayList<>();
    private final Map<String, Outcome> answers = new LinkedHashMap<>();
    private boolean missing;

    /** Answers a command that contains {@code words}. */
    RecordingTool answering(String words, int status, String output) {
        answers.put(words, new Outcome(status, output));
        return this;
    }

    /** There are no such programs. */
    RecordingTool missing() {
        missing = true;
        return this;
    }

    @Override
    public Outcome run(List<String> command) throws IOException {
        String line = String.join(" ", command);
        commands.add(line);
        if (missing) {
            throw new IOException("Cannot run program");
        }
        return answers.entrySet().stream()
                .filter(answer -> line.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Outcome(0, ""));
    }
}
