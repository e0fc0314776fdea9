package io.facet.app.master.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header of an NPY file, version 1.0, of little-endian floats in rows (C order). See "NEP 1: A simple file format for
 * NumPy arrays". It has the same length whatever the number of rows, so that it can be written again when they are counted.
 */
final class NpyHeader {
    /** Bytes; a multiple of 64, as NumPy aligns the data. */
    static final int LENGTH = 128;

    private static final int PREAMBLE = 10;

    private NpyHeader() {}

    static ByteBuffer of(long rows, int columns) {
        String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
        int padding = LENGTH - PREAMBLE - shape.length() - 1;
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        header.put((byte) 1).put((byte) 0).putShort((short) (LENGTH - PREAMBLE));
        header.put((shape + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.flip();
    }
}
