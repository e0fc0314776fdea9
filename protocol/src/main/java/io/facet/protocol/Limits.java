package io.facet.protocol;

import java.time.Duration;

/** The bounds of everything that comes over the wire. A message that breaks one ends its stream. */
public final class Limits {

    /** Largest message in either direction, and so the largest allocation a peer can cause at once. */
    public static final int MESSAGE_BYTES = 4 << 20;

    /** Largest set of headers of a call. */
    public static final int METADATA_BYTES = 8 << 10;

    /** Bytes of content in one chunk. */
    public static final int CHUNK_BYTES = 256 << 10;

    /** Leases, results, failures or acknowledgements in one message. */
    public static final int BATCH = 1024;

    /** Images that one agent may hold at a time. */
    public static final int CREDITS = 4096;

    /** Longest path of an image, in UTF-8 bytes. */
    public static final int PATH_BYTES = 8 << 10;

    /** Longest name, identifier or code, in characters. */
    public static final int NAME_CHARS = 200;

    /** Longest message for people, in characters; longer ones are cut by the sender. */
    public static final int TEXT_CHARS = 2000;

    /** Longest pipeline or model card, in characters. */
    public static final int DOCUMENT_CHARS = 64 << 10;

    /** Slots of one agent. */
    public static final int SLOTS = 256;

    /** Floats in one row. */
    public static final int DIMENSION = 65_536;

    /** Rows (faces) of one image. */
    public static final int ROWS_PER_IMAGE = 1024;

    /** Files of one run's models. */
    public static final int MODEL_FILES = 16;

    /** Largest model file: ONNX stores a model in one protobuf message of less than 2 GiB. */
    public static final long MODEL_BYTES = Integer.MAX_VALUE;

    /** Addresses under which a master says that it can be reached. */
    public static final int ADDRESSES = 16;

    /** Agents connected at a time. */
    public static final int AGENTS = 1024;

    /** How often either side says that it is there. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** Silence after which an agent is called late. */
    public static final Duration LATE_AFTER = Duration.ofSeconds(5);

    /** Silence after which either side gives the other up. */
    public static final Duration LOST_AFTER = Duration.ofSeconds(10);

    /** How often an agent that was sent away asks whether it may come back. */
    public static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private Limits() {}

    /** {@code text}, cut to what a message for people may hold. */
    public static String cut(String text) {
        return cut(text, TEXT_CHARS);
    }

    /** {@code text}, cut to {@code chars} characters; never within a surrogate pair. */
    public static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(chars - 2)) ? chars - 2 : chars - 1;
        return text.substring(0, end) + "…";
    }
}
