package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.ProtocolException;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JoinCodeSourceTest {
    private final JoinCode code =
            new JoinCode(List.of("lab"), 5555, MasterIdentity.create().fingerprint(), Secret.random());
    private final JoinCode other =
            new JoinCode(List.of("other"), 5555, MasterIdentity.create().fingerprint(), Secret.random());
    private final List<String> notices = new ArrayList<>();
    private InputStream input = InputStream.nullInputStream();
    private Map<String, String> environment = Map.of();
    private JoinCodePrompt terminal = JoinCodePrompt.NOBODY;

    @TempDir
    private Path folder;

    private JoinCodeSource source(@Nullable String option, @Nullable Path file) {
        return new JoinCodeSource(
                option, file == null ? null : file.toString(), environment, input, terminal, notices::add);
    }

    @Test
    void without_a_code_anywhere_there_is_none() {
        assertThat(source(null, null).read()).isEmpty();

        environment = Map.of(JoinCodeSource.VARIABLE, "  ");
        assertThat(source(null, null).read()).isEmpty();
    }

    @Test
    void a_code_on_the_command_line_works_and_warns() {
        assertThat(source(code.encode(), null).read()).contains(code);
        assertThat(notices).singleElement().asString().contains("--join -");
    }

    @Test
    void a_code_comes_from_standard_input_with_any_line_end() {
        for (String end : List.of("", "\n", "\r\n", "\nmore")) {
            input = new ByteArrayInputStream((code.encode() + end).getBytes(StandardCharsets.UTF_8));
            assertThat(source("-", null).read()).contains(code);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void at_a_terminal_the_code_is_asked_for_there() {
        List<String> asked = new ArrayList<>();
        terminal = question -> {
            asked.add(question);
            return Optional.of(" " + code.encode());
        };

        assertThat(source("-", null).read()).contains(code);
        assertThat(asked).singleElement().asString().contains("Paste the join code", "not shown");
    }

    @Test
    void nobody_is_asked_who_gave_a_code_or_did_not_say_that_there_is_one() {
        terminal = question -> {
            throw new AssertionError(question);
        };

        assertThat(source(code.encode(), null).read()).contains(code);
        assertThat(source(null, null).read()).isEmpty();
    }

    @Test
    void standard_input_without_end_is_not_read_for_ever() {
        input = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertInvalid(source("-", null), "join code");
    }

    @Test
    void an_empty_standard_input_is_one_clear_sentence() {
        assertInvalid(source("-", null), "join code");
    }

    @Test
    void a_code_comes_from_the_environment_unless_another_is_given() {
        environment = Map.of(JoinCodeSource.VARIABLE, code.encode());

        assertThat(source(null, null).read()).contains(code);
        assertThat(source(other.encode(), null).read()).contains(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
    void a_code_comes_from_a_file_whatever_shell_wrote_it(String charset) throws IOException {
        Path file = Files.write(
                folder.resolve("code"), ("\uFEFF" + code.encode() + "\r\n").getBytes(Charset.forName(charset)));

        assertThat(source(null, file).read()).contains(code);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertInvalid(source(null, folder.resolve("none")), "none");
        assertInvalid(source(null, folder), folder.toString());
    }

    @Test
    void a_file_that_is_no_code_is_refused_however_large_it_is() throws IOException {
        assertInvalid(source(null, Files.writeString(folder.resolve("text"), "hello")), "join code");
        assertInvalid(source(null, Files.write(folder.resolve("large"), new byte[1 << 20])), "too large");
        assertInvalid(source(null, Files.write(folder.resolve("empty"), new byte[0])), "join code");
        if (Files.exists(Path.of("/dev/zero"))) {
            assertInvalid(source(null, Path.of("/dev/zero")), "too large");
        }
    }

    private static void assertInvalid(JoinCodeSource source, String words) {
        assertThatThrownBy(source::read).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ProtocolException.Code.JOIN_CODE_INVALID);
            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
        });
    }
}
