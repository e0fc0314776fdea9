package io.facet.protocol.security;

import io.facet.protocol.Limits;
import io.facet.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.bouncycastle.util.encoders.Base32;

/**
 * All that an agent needs to enrol, as one string to paste: where the master is, which certificate it shows, and a
 * token that admits.
 *
 * <p>The string is {@code facet1} and then, in RFC 4648 base32 without padding, whatever its case: port (2 bytes),
 * fingerprint (32), token (16), number of addresses (1), each address (length, UTF-8 bytes), CRC-32C of all that (4). It
 * holds letters and digits only, so that a double click selects it, and the checksum tells a slip from a refusal.
 *
 * @param addresses host names or IP literals, the likeliest first; 1 to 16
 * @param port 1 to 65535
 * @param fingerprint of the master's certificate
 * @param token admits as many agents as the master said when it made it
 */
public record JoinCode(List<String> addresses, int port, Fingerprint fingerprint, Secret token) {
    private static final String PREFIX = "facet1";
    private static final int MAX_ADDRESSES = 16;
    private static final int MAX_CHARS = 4096;

    public JoinCode {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(addresses.size() + " addresses, port " + port);
        }
        for (String address : addresses) {
            int length = address.getBytes(StandardCharsets.UTF_8).length;
            if (length == 0 || length > Limits.NAME_CHARS) {
                throw new IllegalArgumentException("an address of " + length + " bytes");
            }
        }
    }

    /** The string to paste. */
    public String encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(port);
            out.write(fingerprint.bytes());
            out.write(token.bytes());
            out.writeByte(addresses.size());
            for (String address : addresses) {
                byte[] text = address.getBytes(StandardCharsets.UTF_8);
                out.writeByte(text.length);
                out.write(text);
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PREFIX
                + Base32.toBase32String(bytes.toByteArray()).replace("=", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a pasted code; white space anywhere in it, as mail programs add, does not matter.
     *
     * @throws ProtocolException JOIN_CODE_INVALID if it is not one, or not a whole one
     */
    public static JoinCode parse(String pasted) {
        if (pasted.length() > MAX_CHARS) {
            throw invalid("it is too long", null);
        }
        String text = pasted.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        if (!text.startsWith(PREFIX)) {
            throw invalid("it does not begin with \"" + PREFIX + "\"", null);
        }
        String payload = text.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
        try {
            return read(Base32.decode(payload + "=".repeat((8 - payload.length() % 8) % 8)));
        } catch (IllegalArgumentException | IOException | IllegalStateException e) {
            throw invalid("a part of it is missing or wrong", e);
        }
    }

    private static JoinCode read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int port = in.readUnsignedShort();
        Fingerprint fingerprint = Fingerprint.of(exactly(in, Fingerprint.BYTES));
        Secret token = Secret.of(exactly(in, Secret.BYTES));
        List<String> addresses = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            addresses.add(new String(exactly(in, in.readUnsignedByte()), StandardCharsets.UTF_8));
        }
        int checked = bytes.length - in.available();
        if (in.readInt() != checksum(bytes, checked) || in.available() > 0) {
            throw new IOException("checksum");
        }
        return new JoinCode(addresses, port, fingerprint, token);
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static ProtocolException invalid(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "This is not a whole join code: " + why
                + ". Copy all of it from the master (Add agent, or `facet join-code`) and paste it again.";
        return cause == null
                ? new ProtocolException(ProtocolException.Code.JOIN_CODE_INVALID, message)
                : new ProtocolException(ProtocolException.Code.JOIN_CODE_INVALID, message, cause);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "JoinCode[" + addresses + ":" + port + "]";
    }
}
