package io.facet.protocol.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.ProtocolException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JoinCodeTest {
    private static final Fingerprint FINGERPRINT = MasterIdentity.create().fingerprint();

    @Property(tries = 200)
    void what_is_encoded_is_read_back_whatever_the_case_and_white_space(@ForAll("codes") JoinCode code) {
        String pasted = "  " + code.encode().toUpperCase(Locale.ROOT).replaceFirst("(.{30})", "$1\n ") + "\n";

        assertThat(JoinCode.parse(pasted)).isEqualTo(code);
    }

    @Property(tries = 300)
    void a_changed_letter_is_noticed(@ForAll("codes") JoinCode code, @ForAll @IntRange(min = 6, max = 80) int at) {
        String text = code.encode();
        char changed = text.charAt(at) == 'a' ? 'b' : 'a';

        assertRefused(text.substring(0, at) + changed + text.substring(at + 1));
    }

    @Property(tries = 100)
    void a_cut_code_is_noticed(@ForAll("codes") JoinCode code, @ForAll @IntRange(min = 0, max = 80) int length) {
        assertRefused(code.encode().substring(0, length));
    }

    @Property(tries = 500)
    void any_other_text_is_refused_and_nothing_else_happens(@ForAll String text) {
        assertRefused(text);
        assertRefused("facet1" + text);
    }

    @Test
    void is_one_word_of_letters_and_digits() {
        JoinCode code = new JoinCode(List.of("192.168.1.20", "fd00::1"), 5555, FINGERPRINT, Secret.random());

        assertThat(code.encode()).matches("facet1[a-z2-7]+").hasSizeLessThan(150);
    }

    @Test
    void hides_its_token_when_printed() {
        Secret token = Secret.random();
        JoinCode code = new JoinCode(List.of("localhost"), 5555, FINGERPRINT, token);

        assertThat(code.toString() + token).doesNotContain(token.hex());
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> JoinCode.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ProtocolException.Code.JOIN_CODE_INVALID);
            assertThat(e.getMessage()).contains("join code").doesNotContain("\n");
        });
    }

    @Provide
    Arbitrary<JoinCode> codes() {
        Arbitrary<String> hosts = Arbitraries.of("10.0.0.7", "::1", "lab-pc-07.example", "größe.example");
        return Combinators.combine(
                        hosts.list().ofMinSize(1).ofMaxSize(16),
                        Arbitraries.integers().between(1, 65_535))
                .as((addresses, port) -> new JoinCode(addresses, port, FINGERPRINT, Secret.random()));
    }
}
