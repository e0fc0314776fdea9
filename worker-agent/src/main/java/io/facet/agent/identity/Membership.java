package io.facet.agent.identity;

import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An agent's place with one master: all that it needs to come back.
 *
 * @param masterName for people
 * @param addresses where the master was reached, the last one that worked first
 * @param fingerprint of its certificate
 * @param credential of this agent
 */
public record Membership(
        String masterName, List<MasterAddress> addresses, Fingerprint fingerprint, AgentCredential credential) {

    public Membership {
        addresses = List.copyOf(addresses);
    }

    /** The same, with {@code address} tried first from now on. */
    public Membership preferring(MasterAddress address) {
        List<MasterAddress> next = new ArrayList<>(addresses);
        next.remove(address);
        next.addFirst(address);
        return new Membership(masterName, next, fingerprint, credential);
    }

    /** The same, with {@code addresses} tried before those that are known. */
    public Membership alsoAt(List<MasterAddress> addresses) {
        List<MasterAddress> all = Stream.concat(addresses.stream(), this.addresses.stream())
                .distinct()
                .toList();
        return new Membership(masterName, all, fingerprint, credential);
    }

    String toText() {
        Properties p = new Properties();
        p.setProperty(
                "addresses", addresses.stream().map(MasterAddress::toString).collect(Collectors.joining(",")));
        p.setProperty("fingerprint", fingerprint.hex());
        p.setProperty("agent", credential.agentId());
        p.setProperty("secret", credential.secret().hex());
        p.setProperty("master", masterName);
        StringWriter text = new StringWriter();
        try {
            p.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }

    /** Reads what {@link #toText} wrote; throws IllegalArgumentException for anything else. */
    static Membership parse(String text) {
        Properties p = new Properties();
        try {
            p.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return new Membership(
                p.getProperty("master", ""),
                Arrays.stream(p.getProperty("addresses", "").split(","))
                        .map(MasterAddress::parse)
                        .toList(),
                new Fingerprint(p.getProperty("fingerprint", "")),
                new AgentCredential(p.getProperty("agent", ""), Secret.ofHex(p.getProperty("secret", ""))));
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Membership[" + credential.agentId() + " of " + masterName + " at " + addresses + "]";
    }
}
