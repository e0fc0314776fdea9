package io.facet.models.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Builds a little-endian TIFF structure: numbers in one directory, data behind it. */
final class Tiff {
    private static final int LONG = 4;

    private record Entry(int tag, long value, boolean offset) {}

    private final List<Entry> entries = new ArrayList<>();

    Tiff number(int tag, long value) {
        entries.add(new Entry(tag, value, false));
        return this;
    }

    /** The tag whose value is the offset of the data. */
    Tiff strip(int tag) {
        entries.add(new Entry(tag, 0, true));
        return this;
    }

    byte[] bytes(byte[] data) {
        int start = 8 + 2 + 12 * entries.size() + 4;
        ByteBuffer out = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(Parts.ascii("II*\0")).putInt(8).putShort((short) entries.size());
        for (Entry entry : entries) {
            out.putShort((short) entry.tag()).putShort((short) LONG).putInt(1);
            out.putInt(entry.offset() ? start : (int) entry.value());
        }
        return out.putInt(0).put(data).array();
    }
}
