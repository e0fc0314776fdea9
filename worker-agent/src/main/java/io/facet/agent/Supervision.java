package io.facet.agent;

import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A child's bond to the master that started it: the first line of standard input says who the child is, and the end of
 * standard input ends it, however the master ended.
 */
final class Supervision {
    private final CompletableFuture<Membership> membership = new CompletableFuture<>();

    private Supervision() {}

    static Supervision begin(InputStream standardInput) {
        Supervision supervision = new Supervision();
        Thread.ofPlatform()
                .name("facet-supervision")
                .daemon()
                .start(() -> supervision.watch(
                        new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.US_ASCII))));
        return supervision;
    }

    private void watch(BufferedReader reader) {
        try {
            String first = reader.readLine();
            if (first != null) {
                membership.complete(parse(first));
                while (reader.readLine() != null) {
                    // nothing more is said; only the end matters
                }
            }
        } catch (IOException e) {
            // the pipe broke: the same as its end
        } catch (RuntimeException e) {
            membership.completeExceptionally(e);
            return;
        }
        // Halt, not exit: hooks could wait for work that nobody wants any more.
        Runtime.getRuntime().halt(0);
    }

    private static Membership parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 5) {
            throw new AgentException(
                    AgentException.Code.USAGE, "--supervised is for the master, which starts its own agent with it.");
        }
        return new Membership(
                "the master of this computer",
                List.of(new MasterAddress(words[0], Integer.parseInt(words[1]))),
                new Fingerprint(words[2]),
                new AgentCredential(words[3], Secret.ofHex(words[4])));
    }

    /** Who this child is; waits until its parent has said so. */
    Membership membership() throws InterruptedException {
        try {
            return membership.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof AgentException known
                    ? known
                    : new AgentException(AgentException.Code.USAGE, "The master said nothing sensible.", e);
        }
    }
}
