package io.facet.app.ui.join;

import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.master.join.IssuedCode;
import io.facet.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A master that listens nowhere. Used from one thread at a time. */
public final class FakeJoin implements JoinLink {
    public Instant now = Instant.parse("2026-03-01T12:00:00Z");
    public final List<EnrolledAgent> enrolled = new ArrayList<>();
    public final List<DiscoveredPc> discovered = new ArrayList<>();
    public final List<String> revoked = new ArrayList<>();
    public ProtocolException.@Nullable Code refuses;
    public int codes;
    public boolean looking;
    private String bind = "127.0.0.1";
    private int port = 5555;

    @Override
    public String bind() {
        return bind;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean reachable() {
        return !bind.equals("127.0.0.1");
    }

    @Override
    public String fingerprint() {
        return "4a9c51e7".repeat(7) + "33330bd2";
    }

    @Override
    public void rebind(String host, int wanted) {
        if (refuses != null) {
            throw new ProtocolException(refuses, "It cannot.");
        }
        bind = host;
        port = wanted;
    }

    @Override
    public IssuedCode newCode() {
        codes++;
        String text = "facet1" + "abcdefghijklmnopqrstuvwxyz234567".repeat(4).substring(0, 109) + codes;
        return new IssuedCode(text, now.plus(Duration.ofMinutes(10)), 1, List.of(bind), port, "token" + codes);
    }

    @Override
    public List<EnrolledAgent> enrolled() {
        return List.copyOf(enrolled);
    }

    @Override
    public void revoke(String agentId) {
        revoked.add(agentId);
        enrolled.removeIf(a -> a.id().equals(agentId));
    }

    @Override
    public List<DiscoveredPc> discovered() {
        looking = true;
        return List.copyOf(discovered);
    }

    @Override
    public void stopLooking() {
        looking = false;
    }

    /** Some who wait and some who have joined. */
    public void crowd() {
        discovered.add(new DiscoveredPc(
                "1", "lab-pc-09", "lab-pc-09", "Windows 11", "0.9.0", 8, 1, List.of("192.168.1.39"), now));
        discovered.add(new DiscoveredPc(
                "2",
                "a-computer-with-a-very-long-name-in-a-laboratory",
                "x",
                "Debian 12 aarch64",
                "0.8.0",
                4,
                0,
                List.of("192.168.1.80"),
                now));
        enrolled.add(new EnrolledAgent("a", "lab-pc-07", "lab-pc-07.example.org", now.minusSeconds(30), ""));
    }
}
