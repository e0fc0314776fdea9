package io.facet.agent;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.JoinCode;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
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

    /** Reads codes from standard input until one is well-formed; empty if standard input ends before. */
    Optional<JoinCode> readUntilValid() {
        while (true) {
            String line = fromStandardInput();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(JoinCode.parse(line));
            } catch (ProtocolException e) {
                notices.accept(e.getMessage());
            }
        }
    }

    private static String fromFile(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (bytes.length < LONGEST) {
                return letters(bytes);
            }
        } catch (NoSuchFileException e) {
            throw invalid("There is no file %s. Put the join code into it.".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw invalid("The file %s cannot be read: permission denied.".formatted(file), e);
        } catch (IOException | InvalidPathException e) {
            throw invalid(
                    "The file %s cannot be read (%s). Put the join code into it.".formatted(file, e.getMessage()), e);
        }
        throw invalid(file + " is too large to be a join code.", null);
    }

    /** Without what is between them in UTF-16, as Windows' own shell writes files, and without byte order marks. */
    private static String letters(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^!-~]", "");
    }

    private static ProtocolException invalid(String message, @Nullable Exception cause) {
        ProtocolException.Code code = ProtocolException.Code.JOIN_CODE_INVALID;
        return cause == null ? new ProtocolException(code, message) : new ProtocolException(code, message, cause);
    }

    private String fromStandardInput() {
        if (Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)) {
            notices.accept("Paste the join code and press Enter:");
        }
        StringBuilder line = new StringBuilder();
        try {
            for (int c = standardInput.read();
                    c >= 0 && c != '\n' && line.length() < LONGEST;
                    c = standardInput.read()) {
                line.append((char) c);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString();
    }
}
