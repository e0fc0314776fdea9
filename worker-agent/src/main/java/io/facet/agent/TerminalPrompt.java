package io.facet.agent;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks at the terminal, if this program has one at both ends. What is typed is not shown: a join code is a secret. */
final class TerminalPrompt implements JoinCodePrompt {
    private final Console console;

    private TerminalPrompt(Console console) {
        this.console = console;
    }

    static JoinCodePrompt ofThisProcess() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<JoinCodePrompt>map(TerminalPrompt::new)
                .orElse(JoinCodePrompt.NOBODY);
    }

    @Override
    public Optional<String> ask(String question) {
        char @Nullable [] answer = console.readPassword("%s ", question);
        return Optional.of(answer == null ? "" : new String(answer));
    }
}
