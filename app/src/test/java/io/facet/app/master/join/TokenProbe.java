package io.facet.app.master.join;

import io.facet.protocol.security.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A process that uses tokens: prints "ready", reads a line of tokens in hex with spaces between, tries each once, and
 * prints how many admitted it.
 */
final class TokenProbe {
    private TokenProbe() {}

    public static void main(String[] args) throws IOException {
        JoinTokens tokens = new JoinTokens(Path.of(args[0]), Clock.systemUTC());
        tokens.use(Secret.random()); // loads the classes before the race
        System.out.println("ready");
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        int admitted = 0;
        for (String hex : line == null ? new String[0] : line.split(" ")) {
            admitted += tokens.use(Secret.ofHex(hex)) ? 1 : 0;
        }
        System.out.println(admitted);
    }
}
