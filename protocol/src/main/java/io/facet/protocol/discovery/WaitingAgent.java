package io.facet.protocol.discovery;

import io.facet.protocol.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an agent that waits for a join code says of itself by multicast DNS, to everybody on its network. Nobody can trust
 * it: it tells a person where to take a code, and no more. Immutable.
 *
 * @param name given by its owner
 * @param host name of the computer
 * @param os name, version and architecture
 * @param version of Facet
 * @param cpuSlots slots on processors that it would have
 * @param gpuSlots slots on GPUs that it would have
 */
public record WaitingAgent(String name, String host, String os, String version, int cpuSlots, int gpuSlots) {
    /** The service type in multicast DNS. */
    public static final String SERVICE = "_facet-agent._tcp.local.";

    /** The port that is announced; nothing listens on it, an agent has none of its own. */
    public static final int NO_PORT = 9;

    /** A property, its key included, must not be longer than 255 bytes. */
    private static final int VALUE_BYTES = 200;

    public WaitingAgent {
        name = clean(name);
        host = clean(host);
        os = clean(os);
        version = clean(version);
        cpuSlots = Math.clamp(cpuSlots, 0, Limits.SLOTS);
        gpuSlots = Math.clamp(gpuSlots, 0, Limits.SLOTS);
    }

    /** As text properties of the service. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("name", name);
        properties.put("host", host);
        properties.put("os", os);
        properties.put("version", version);
        properties.put("cpu", Integer.toString(cpuSlots));
        properties.put("gpu", Integer.toString(gpuSlots));
        return properties;
    }

    /**
     * Reads what {@link #properties} made, or whatever else came over the network in its place.
     *
     * @param property the value of a property, or null
     */
    public static WaitingAgent of(Function<String, @Nullable String> property) {
        return new WaitingAgent(
                text(property, "name"),
                text(property, "host"),
                text(property, "os"),
                text(property, "version"),
                number(property, "cpu"),
                number(property, "gpu"));
    }

    private static String text(Function<String, @Nullable String> property, String key) {
        String value = property.apply(key);
        return value == null ? "" : value;
    }

    private static int number(Function<String, @Nullable String> property, String key) {
        String value = text(property, key);
        return value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
    }

    /** Fit for a window and for a property. */
    private static String clean(String text) {
        String line = text.replaceAll("\\p{C}", "?").strip();
        ByteBuffer room = ByteBuffer.allocate(VALUE_BYTES);
        // Stops before a character that does not fit as a whole.
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(line), room, true);
        return StandardCharsets.UTF_8.decode(room.flip()).toString();
    }
}
