package io.facet.agent;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.JoinCode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a join code may come from: an option, a file, standard input, the environment. */
final class JoinCodeSource {
    static final String VARIABLE = "FACET_JOIN";
    private static final int LONGEST = 8192;

    private final @Nullable String option;
    private final @Nullable String file;
    private final Map<String, String> environment;
    private final InputStream standardInput;
    private final Consumer<String> notices;

    JoinCodeSource(
            @Nullable String option,
            @Nullable String file,
            Map<String, String> environment,
            InputStream standardInput,
            Consumer<String> notices) {
        this.option = option;
        this.file = file;
        this.environment = environment;
        this.standardInput = standardInput;
        this.notices = notices;
    }

    /**
     * The code, if one was given anywhere.
     *
     * @throws ProtocolException JOIN_CODE_INVALID if it cannot be read
     */
    Optional<JoinCode> read() {
        if (file != null) {
            return Optional.of(JoinCode.parse(fromFile(file)));
        }
        if ("-".equals(option)) {
            return Optional.of(JoinCode.parse(fromStandardInput()));
        }
        if (option != null) {
            notices.accept(
                    "A join code on the command line can be seen by others on this computer; --join - reads it from standard input.");
            return Optional.of(JoinCode.parse(option));
        }
        String variable = environment.get(VARIABLE);
        return variable == null || variable.isBlank() ? Optional.empty() : Optional.of(JoinCode.parse(variable));
    }

    private static String fromFile(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) <= LONGEST) {
                return Files.readString(path);
            }
            throw new ProtocolException(
                    ProtocolException.Code.JOIN_CODE_INVALID, file + " is too large to be a join code.");
        } catch (IOException e) {
            throw new ProtocolException(
                    ProtocolException.Code.JOIN_CODE_INVALID,
                    "The file %s cannot be read (%s). Put the join code into it.".formatted(file, e.getMessage()),
                    e);
        }
    }

    private String fromStandardInput() {
        if (Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)) {
            notices.accept("Paste the join code and press Enter:");
        }
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.UTF_8), LONGEST);
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}
