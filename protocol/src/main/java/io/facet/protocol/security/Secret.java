package io.facet.protocol.security;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A random secret. Compared in constant time, and never printed: {@link #toString} hides it. Immutable.
 */
public final class Secret {
    /** Bytes of every secret that Facet makes: 128 bits cannot be guessed. */
    public static final int BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new secret. */
    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(bytes);
    }

    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** Reads what {@link #hex} wrote; throws IllegalArgumentException for anything else. */
    public static Secret ofHex(String hex) {
        return new Secret(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** SHA-256 in hex: what a server stores in place of the secret. A random secret needs no slow hash. */
    public String hash() {
        return HexFormat.of().formatHex(Fingerprint.sha256(bytes));
    }

    /** Whether this is the secret that {@code hash} was made of, in constant time. */
    public boolean matches(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
