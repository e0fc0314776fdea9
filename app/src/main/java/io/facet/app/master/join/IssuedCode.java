package io.facet.app.master.join;

import java.time.Instant;
import java.util.List;

/**
 * A join code that was just made. Immutable.
 *
 * @param code to be pasted, one word
 * @param expires it admits nobody after this
 * @param uses agents that it admits
 * @param addresses in it, under which other computers reach this master
 * @param port in it
 * @param token the hash of its token, which tells the agents that joined with it
 */
public record IssuedCode(String code, Instant expires, int uses, List<String> addresses, int port, String token) {
    public IssuedCode {
        addresses = List.copyOf(addresses);
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "IssuedCode[expires=" + expires + ", uses=" + uses + "]";
    }
}
