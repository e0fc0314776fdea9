package io.facet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterAddressTest {

    @ParameterizedTest
    @CsvSource({
        "lab-pc:5555,           lab-pc,        5555",
        "192.168.1.20:1,        192.168.1.20,  1",
        "[::1]:65535,           ::1,           65535",
        "[fe80::1%eth0]:5555,   fe80::1%eth0,  5555",
        "büro.example.org:5555, büro.example.org, 5555",
        "' lab-pc:5555 ',       lab-pc,        5555",
    })
    void reads_host_and_port(String text, String host, int port) {
        MasterAddress address = MasterAddress.parse(text);

        assertThat(address).isEqualTo(new MasterAddress(host, port));
        assertThat(MasterAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lab-pc",
                ":5555",
                "lab-pc:",
                "lab-pc:0",
                "lab-pc:65536",
                "lab-pc:99999999999",
                "lab-pc:-1",
                "lab-pc:+1",
                "lab-pc:http",
                "::1:5555",
                "[]:5555",
                "[::1]5555",
                "http://lab-pc:5555",
                "lab pc:5555",
                "lab,pc:5555",
                "lab-pc:5555/x",
                "lab-pc\nsecret=1:5555"
            })
    void anything_else_is_refused_in_one_sentence_that_says_what_to_give(String text) {
        assertThatThrownBy(() -> MasterAddress.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ProtocolException.Code.ADDRESS_INVALID);
            assertThat(e.getMessage()).contains("HOST:PORT");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:1", "LOCALHOST:1", "127.0.0.1:1", "127.1.2.3:1", "[::1]:1"})
    void knows_this_computer(String text) {
        assertThat(MasterAddress.parse(text).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab-pc:1", "127.evil.org:1", "128.0.0.1:1", "localhost.evil.org:1", "[::2]:1"})
    void knows_other_computers(String text) {
        assertThat(MasterAddress.parse(text).isLoopback()).isFalse();
    }
}
